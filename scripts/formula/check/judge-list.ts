import type { Expression, ListItem } from '../expression.ts';
import { wrongLevel, wrongType } from '../formula-problem.ts';
import type { Parameter } from '../functions/formula-function.ts';
import { expectedOf } from '../functions/signature.ts';
import { type Judged, type Judgement, unknownAt, written } from './judgement.ts';

/** The value list of in(): values in brackets, or a parameter, of one or several values. */
export function judgeValues(judgement: Judgement, tree: Expression, parameter: Parameter, where: string): Judged {
  const span = { start: tree.start, end: tree.end };
  if (tree.kind === 'list') {
    const items = tree.items.map(({ expression }) => judgement.judge(expression));
    return { type: 'unknown', level: 'constant', items, ...span };
  }
  const value = judgement.judge(tree);
  if (value.parameter === true) return { type: 'unknown', level: 'constant', items: [value], ...span };
  if (value.type !== 'unknown') {
    const fix = 'put it in [ ]';
    judgement.report(wrongType(tree, where, expectedOf(parameter), written(judgement, tree), fix));
  }
  return unknownAt(tree);
}

/** A list of fields: to partition by, to sort by, or of a level-aware aggregate. Its fields are of any level. */
export function judgeList(judgement: Judgement, tree: Expression, parameter: Parameter, where: string): Judged {
  if (tree.kind !== 'list') {
    const isWord = tree.kind === 'field' && tree.bare && judgement.field(tree.name) === undefined;
    if (!isWord) judgement.judge(tree);
    const fix = isWord ? `write [] before ${tree.name}` : 'put it in [ ]';
    judgement.report(wrongType(tree, where, expectedOf(parameter), written(judgement, tree), fix));
    return unknownAt(tree);
  }
  const items = tree.items.flatMap((item) => {
    refuseExclusion(judgement, item, parameter, where);
    return isVisualDimensions(item) ? [] : [judgement.judge(item.expression)];
  });
  if (parameter.kind === 'keys') judgeKeys(judgement, tree.items, where);
  return { type: 'unknown', level: 'constant', items, start: tree.start, end: tree.end };
}

function isVisualDimensions({ expression }: ListItem): boolean {
  return expression.kind === 'parameter' && expression.name === 'visualDimensions';
}

function refuseExclusion(judgement: Judgement, item: ListItem, parameter: Parameter, where: string): void {
  if (!item.excluded || parameter.kind === 'keys') return;
  const got = `!${written(judgement, item.expression)}`;
  const fix = 'take the ! away: only level-aware aggregates leave fields out';
  judgement.report(wrongLevel(item.expression, where, 'fields', got, fix));
}

/**
 * A level takes fields away from `${visualDimensions}`, or adds some to them, never both.
 * https://docs.aws.amazon.com/quicksight/latest/user/level-aware-calculations.html#level-aware-calculations-aggregate
 */
function judgeKeys(judgement: Judgement, items: readonly ListItem[], where: string): void {
  const fields = items.filter((item) => !isVisualDimensions(item));
  const excluded = fields.find((item) => item.excluded);
  if (excluded === undefined) return;
  const added = fields.find((item) => !item.excluded);
  if (added !== undefined) {
    const got = `${written(judgement, added.expression)} added and ${written(judgement, excluded.expression)} left out`;
    judgement.report(
      wrongLevel(excluded.expression, where, 'fields added or left out, not both', got, 'do one of the two'),
    );
  } else if (!items.some(isVisualDimensions)) {
    const got = `!${written(judgement, excluded.expression)} alone`;
    const fix = 'put $' + '{visualDimensions} before it';
    judgement.report(wrongLevel(excluded.expression, where, 'dimensions to leave fields out of', got, fix));
  }
}
