import type { Place } from '../../../lambda/schema/finding.ts';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Expression } from '../../preview/query/expression/expression.ts';
import { parseExpression } from '../../preview/query/expression/parse-expression.ts';
import type { CalculatedColumn, Dashboard } from '../dashboard.ts';
import { columnMissing, type DashboardFinding, formulaSyntax, parameterUndeclared } from '../findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { dataSetWords } from './check-columns.ts';
import { declaredParameters } from './check-parameters.ts';
import { fieldsByDataSet } from './fields.ts';

/** Bare words that are no fields: levels of calculation, and options of functions. */
const keywords: ReadonlySet<string> = new Set([
  'PRE_FILTER',
  'PRE_AGG',
  'POST_AGG_FILTER',
  'CASE_SENSITIVE',
  'CASE_INSENSITIVE',
]);

/** A formula somewhere in the dashboard's files. */
interface Formula {
  readonly text: string;
  readonly identifier: string;
  readonly place: Place;
  readonly path: JsonPath;
  /** What it may name, where that is not the data set's fields. */
  readonly scope: CalculatedColumn['scope'];
}

/** Formulas parse, and the fields and parameters that they name exist. Functions and types are not judged here. */
export function checkFormulas(dashboard: Dashboard): DashboardFinding[] {
  const fields = fieldsByDataSet(dashboard);
  const parameters = declaredParameters(dashboard);
  return formulasOf(dashboard).flatMap(({ text, identifier, place, path, scope }) => {
    const subject = formatJsonPath(path);
    const parsed = parseExpression(text);
    if ('error' in parsed) {
      const { expected, got, offset } = parsed.error;
      return [formulaSyntax(place, subject, expected, got, offset)];
    }
    const known = scope ?? fields.get(identifier);
    const aliases = dashboard.dataSets.get(identifier)?.aliases;
    const findings: DashboardFinding[] = [];
    for (const node of nodesOf(parsed.ast)) {
      if (node.kind === 'parameter' && !parameters.has(node.name) && node.name !== 'visualDimensions') {
        const nearest = nearestName(node.name, parameters);
        findings.push(parameterUndeclared(place, subject, node.name, nearest, [...parameters]));
      }
      if (node.kind !== 'field' || known === undefined || known.has(node.name)) continue;
      if (aliases?.has(node.name) === true) continue;
      if (node.bare && keywords.has(node.name.toUpperCase())) continue;
      const names = [...known.keys()];
      const where = dataSetWords(dashboard, identifier);
      findings.push(columnMissing(place, subject, node.name, where, nearestName(node.name, names), names));
    }
    return findings;
  });
}

/** The definition's calculated fields, and the data sets' calculated columns, which see no parameters. */
function formulasOf(dashboard: Dashboard): Formula[] {
  const fields = dashboard.index.of('CalculatedField').flatMap(({ value, path: at }): Formula[] => {
    const path = [...at, 'Expression'];
    if (value.Expression === undefined || value.DataSetIdentifier === undefined) return [];
    const place = dashboard.placeOf(path);
    return [{ text: value.Expression, identifier: value.DataSetIdentifier, place, path, scope: undefined }];
  });
  const columns = [...dashboard.dataSets.values()].flatMap(({ calculatedColumns, identifier, placeOf }) =>
    calculatedColumns.map(
      ({ expression, expressionPath: path, scope }): Formula => ({
        text: expression,
        identifier,
        place: placeOf(path),
        path,
        scope,
      }),
    ),
  );
  return [...fields, ...columns];
}

function* nodesOf(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === 'call') for (const each of expression.arguments) yield* nodesOf(each);
  if (expression.kind === 'unary') yield* nodesOf(expression.operand);
  if (expression.kind === 'binary') {
    yield* nodesOf(expression.left);
    yield* nodesOf(expression.right);
  }
  if (expression.kind === 'list') for (const item of expression.items) yield* nodesOf(item.expression);
}
