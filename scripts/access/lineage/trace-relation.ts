import type { Relation } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { type Carried, type CarriedByName, renamed, type Tracing } from './carried.ts';
import { equalClasses } from './equal-classes.ts';
import { scanAll } from './scan-expression.ts';
import { equalPairs, type TracedColumn } from './trace-scope.ts';

/** A FROM clause, or a part of one. */
export interface TracedRelation {
  readonly columns: readonly TracedColumn[];
  /** Relations of it that read the dataset. */
  readonly leaves: readonly number[];
  /** Which column keeps the rows of which of them apart. */
  readonly keys: readonly { readonly leaf: number; readonly id: number }[];
  /** Ids of columns that are equal in each row, or one of them is of a relation without a match there. */
  readonly equal: readonly (readonly [number, number])[];
  /** Which rows there are depends on rows that no key names. */
  readonly broken: boolean;
}

type Join = Extract<Relation, { kind: 'join' }>;

/** Traces FROM. */
export function traceRelation(relation: Relation, tracing: Tracing, ctes: CarriedByName): TracedRelation {
  switch (relation.kind) {
    case 'table': {
      const key = relation.name.toLowerCase();
      const known = ctes.get(key) ?? tracing.sources.get(key) ?? { reads: true, columns: [] };
      return leafOf(renamed(known, relation.columns), relation.alias ?? relation.name, tracing);
    }
    case 'derived': {
      const inner = leafOf(
        renamed(tracing.query(relation.query, ctes), relation.columns),
        relation.alias ?? '',
        tracing,
      );
      return relation.lateral ? { ...inner, broken: true } : inner;
    }
    case 'values':
    case 'generator': {
      const names =
        relation.columns.length > 0 ? relation.columns : relation.kind === 'values' ? valueNames(relation) : [];
      const written = relation.kind === 'values' ? relation.rows.flat() : relation.args;
      const scope = { tracing, ctes, ...nothing };
      const { reads } = scanAll(written, scope);
      const columns = names.map((name) => ({ name, type: undefined, key: false, mixed: reads }));
      return { ...leafOf({ reads, columns }, relation.alias ?? '', tracing), broken: reads };
    }
    case 'lateral view': {
      const source = traceRelation(relation.source, tracing, ctes);
      const scope = { tracing, ctes, ...nothing, columns: source.columns };
      const { mixed, reads } = scanAll(relation.generator.args, scope);
      const columns = relation.columns.map((name) => ({ name, type: undefined, key: false, mixed }));
      const view = leafOf({ reads: false, columns }, relation.alias, tracing);
      return {
        ...source,
        columns: [...source.columns, ...view.columns],
        broken: source.broken || mixed || reads,
      };
    }
    case 'join':
      return traceJoin(relation, tracing, ctes);
  }
}

const nothing = {
  ...{ columns: [], aliases: new Map(), parameters: new Set<string>() },
  ...{ windows: new Map(), keys: new Set<number>() },
};

const valueNames = ({ rows }: Extract<Relation, { kind: 'values' }>): string[] =>
  (rows[0] ?? []).map((_, index) => `col${index + 1}`);

/** One relation under its alias. */
function leafOf({ reads, columns }: Carried, alias: string, { next }: Tracing): TracedRelation {
  const leaf = next();
  const named = columns.map((column) => ({ ...column, id: next(), table: alias.toLowerCase(), hidden: false }));
  const keys = reads ? named.filter(({ key }) => key).map(({ id }) => ({ leaf, id })) : [];
  return { columns: named, leaves: reads ? [leaf] : [], keys, equal: [], broken: false };
}

/**
 * Both sides, and what ON holds equal. The sides may be outer: a row without a match there depends on rows of the other side only in that
 * none of them has the key's value.
 */
function traceJoin(join: Join, tracing: Tracing, ctes: CarriedByName): TracedRelation {
  const left = traceRelation(join.left, tracing, ctes);
  const right = traceRelation(join.right, tracing, ctes);
  const all = [...left.columns, ...right.columns];
  const on = scanAll([join.on], { tracing, ctes, ...nothing, columns: all });
  const using = join.using.map((name) => mergedColumn(name, left.columns, right.columns, tracing));
  const isKey = ({ name }: TracedColumn) => join.using.some((one) => one.toLowerCase() === name.toLowerCase());
  const hide = (column: TracedColumn) => (isKey(column) ? { ...column, hidden: true } : column);
  const single = join.type === 'semi' || join.type === 'anti';
  return {
    columns: [...using.map(({ column }) => column), ...(single ? left.columns : all).map(hide)],
    leaves: [...left.leaves, ...right.leaves],
    keys: [...left.keys, ...right.keys],
    equal: heldPairs(join.type, left, right, [
      ...equalPairs(join.on, left.columns, right.columns).map((pair) => [pair]),
      ...using.map(({ equal }) => equal),
    ]),
    broken: left.broken || right.broken || on.mixed || on.reads || using.some(({ column }) => column.mixed),
  };
}

/**
 * The pairs of both sides, and those of a join that hold in its unmatched rows too: there the other side is null, and two columns of the side
 * that is kept are not equal for having been compared with one of the other.
 * @param added groups of pairs that hold together or not at all
 */
function heldPairs(
  type: Join['type'],
  left: TracedRelation,
  right: TracedRelation,
  added: readonly TracedRelation['equal'][],
): TracedRelation['equal'] {
  const kept = [
    ...(type === 'left' || type === 'full' || type === 'anti' ? [left] : []),
    ...(type === 'right' || type === 'full' ? [right] : []),
  ].map((side) => [...side.columns.map(({ id }) => id), ...side.keys.map(({ id }) => id), ...side.equal.flat()]);
  const count = (pairs: TracedRelation['equal']) => {
    const classes = equalClasses(kept.flat(), pairs);
    return kept.map((ids) => new Set(ids.map((id) => classes.get(id))).size);
  };
  const held = [...left.equal, ...right.equal];
  for (const group of added) {
    const [before, after] = [count(held), count([...held, ...group])];
    if (after.every((size, side) => size === before[side])) held.push(...group);
  }
  return held;
}

function mergedColumn(
  name: string,
  left: readonly TracedColumn[],
  right: readonly TracedColumn[],
  { next }: Tracing,
): { column: TracedColumn; equal: readonly (readonly [number, number])[] } {
  const find = (side: readonly TracedColumn[]) =>
    side.filter((one) => !one.hidden && one.name.toLowerCase() === name.toLowerCase());
  const [a, ...moreA] = find(left);
  const [b, ...moreB] = find(right);
  const id = next();
  const merged = { id, name, table: undefined, hidden: false, key: false };
  if (a === undefined || b === undefined || moreA.length + moreB.length > 0)
    return { column: { ...merged, type: undefined, mixed: true }, equal: [] };
  const isOneType = a.type !== undefined && a.type === b.type;
  return {
    column: { ...merged, type: isOneType ? a.type : undefined, mixed: a.mixed || b.mixed },
    equal: isOneType ? [[id, a.id] as const, [id, b.id] as const] : [],
  };
}
