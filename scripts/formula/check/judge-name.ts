import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Expression } from '../expression.ts';
import { unknownField, unknownParameter } from '../formula-problem.ts';
import { type Judged, type Judgement, unknownAt } from './judgement.ts';

type Field = Extract<Expression, { kind: 'field' }>;
type ParameterTree = Extract<Expression, { kind: 'parameter' }>;

/** A column's or table's id, as definitions that were made by the console hold them. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A column or a calculated field: by name, by `logicalTable.name`, or by a column's id, of which nothing is known. */
export function judgeField(judgement: Judgement, tree: Field): Judged {
  const { name, start, end } = tree;
  const local = name.slice(name.lastIndexOf('.') + 1);
  const field = judgement.field(name) ?? (local === name ? undefined : judgement.field(local));
  if (field !== undefined) return { ...field, start, end };
  // A column of unknown data sets is a value of each row; one that is missing has been reported.
  if (judgement.scope.columns === undefined || uuid.test(name) || uuid.test(local)) {
    return { type: 'unknown', level: 'row', start, end };
  }
  const { scope, fieldNames } = judgement;
  judgement.report(unknownField(tree, name, scope.columnsOf, judgement.nearestField(name), fieldNames));
  return unknownAt(tree);
}

/** A parameter is a constant of its declared type. */
export function judgeParameter(judgement: Judgement, tree: ParameterTree): Judged {
  const { name, start, end } = tree;
  const { parameters, parametersOf } = judgement.scope;
  if (parameters === undefined) return { type: 'unknown', level: 'constant', parameter: true, start, end };
  const parameter = parameters.get(name);
  if (parameter !== undefined) return { ...parameter, level: 'constant', parameter: true, start, end };
  const names = [...parameters.keys()];
  judgement.report(unknownParameter(tree, name, parametersOf, nearestName(name, names), names));
  return unknownAt(tree);
}
