import { expressionParts } from '../../../glue/duckdb/spark-sql/expression-parts.ts';
import type { Body, Expression, Query, Relation } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';

/** Datasets and tables, in small letters, whose rows an outer join may leave out: their columns may be null whatever a schema requires. */
export function nullSources(query: Query): ReadonlySet<string> {
  const inner = new Map(query.ctes.map((one) => [one.name.toLowerCase(), one.query]));
  const found = new Set<string>();
  const addAll = (names: Iterable<string>) => {
    for (const name of names) found.add(name);
  };
  for (const { query: own } of query.ctes) addAll(nullSources(own));
  for (const relation of relationsOf(query.body)) walk(relation, false);
  return found;

  function walk(relation: Relation, isOuter: boolean): void {
    if (relation.kind === 'join') {
      walk(relation.left, isOuter || ['right', 'full'].includes(relation.type));
      walk(relation.right, isOuter || ['left', 'full'].includes(relation.type));
    } else if (relation.kind === 'lateral view') walk(relation.source, isOuter);
    else if (relation.kind === 'derived') addAll(isOuter ? named(relation.query, inner) : nullSources(relation.query));
    else if (relation.kind === 'table' && isOuter) addAll(base(relation.name, inner));
  }
}

/** All that a query reads, through its WITH and that around it. */
function named(query: Query, around: ReadonlyMap<string, Query>): string[] {
  const inner = new Map([...around, ...query.ctes.map((one) => [one.name.toLowerCase(), one.query] as const)]);
  const reads = (relation: Relation): string[] => {
    if (relation.kind === 'join') return [...reads(relation.left), ...reads(relation.right)];
    if (relation.kind === 'lateral view') return reads(relation.source);
    if (relation.kind === 'derived') return named(relation.query, inner);
    return relation.kind === 'table' ? base(relation.name, inner) : [];
  };
  return relationsOf(query.body).flatMap(reads);
}

function base(name: string, ctes: ReadonlyMap<string, Query>): string[] {
  const own = name.toLowerCase();
  const query = ctes.get(own);
  if (query === undefined) return [own];
  // A query of WITH that is called like what it reads means the dataset.
  return named(query, new Map([...ctes].filter(([one]) => one !== own)));
}

function relationsOf(body: Body): Relation[] {
  if (body.kind === 'nested') return relationsOf(body.query.body);
  if (body.kind === 'set') return [...relationsOf(body.left), ...relationsOf(body.right)];
  return body.kind === 'select' && body.from !== undefined ? [body.from] : [];
}

const makers: ReadonlySet<string> = new Set(
  'nullif lag lead first_value last_value nth_value try_divide try_add try_subtract try_multiply try_to_number element_at get get_json_object split_part to_date to_timestamp'.split(
    ' ',
  ),
);

/** Whether an expression as written can make a null of values that are none. */
export function makesNull(expression: Expression): boolean {
  if (expression.kind === 'call' && expression.name === 'coalesce') return expression.args.every(makesNull);
  if (expression.kind === 'null' || expression.kind === 'scalar') return true;
  if (expression.kind === 'case' && expression.otherwise === undefined) return true;
  if (expression.kind === 'cast' && expression.attempt) return true;
  if (expression.kind === 'call' && (makers.has(expression.name) || expression.filter !== undefined)) return true;
  return expressionParts(expression).some(makesNull);
}
