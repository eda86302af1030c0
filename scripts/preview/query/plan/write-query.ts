import { stages, type Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import { sqlName, sqlString } from '../sql-text.ts';
import type { QueryScope } from './query-scope.ts';
import { type MemberOrder, otherMember, type SortKey, type VisualQuery } from './visual-query.ts';

/** The steps of one query, each a common table expression over the one before. */
class Steps {
  readonly #written: string[] = [];
  /** The step that the next one reads. */
  last = '';

  add(sql: string): void {
    this.last = this.side(sql);
  }

  /** A step that the next one does not start from. */
  side(sql: string): string {
    const name = `s${this.#written.length}`;
    this.#written.push(`${name} AS (${sql})`);
    return name;
  }

  filter(conditions: readonly Value[]): void {
    if (conditions.length > 0) {
      this.add(`SELECT * FROM ${this.last} WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`);
    }
  }

  extend(columns: readonly string[]): void {
    if (columns.length > 0) this.add(`SELECT *, ${columns.join(', ')} FROM ${this.last}`);
  }

  get text(): string {
    return `WITH ${this.#written.join(',\n')}`;
  }
}

/**
 * Writes a visual's query as one SELECT for DuckDB: columns `f0`, `f1`, … in the order of `outputs` (numbers as doubles, dates as
 * ISO 8601 text), totals `t0`, …, and `total`, the number of rows before the limit.
 */
export function writeQuery(query: VisualQuery): string {
  const prepared = prepare(query);
  const steps = new Steps();
  writeRows(query, prepared, steps);
  const rows = steps.last;
  if (query.grouped) writeGroups(query, prepared, steps);
  const sums = writeTotals(prepared, steps, rows);
  const outputs = query.outputs.map((value, index) => `${shown(value, query)} AS f${index}`);
  const keys = query.order.map((key, index) => `${key.sql} AS o${index}`);
  const page = steps.side(`SELECT ${[...outputs, ...keys, 'count(*) OVER () AS total'].join(', ')} FROM ${steps.last}`);
  const names = query.outputs.map((_, index) => `f${index}`);
  // What is asked for first; ties then by what is shown, so that the same rows always come in the same order.
  const order = [
    ...query.order.map((key, index) => `o${index} ${key.descending ? 'DESC' : 'ASC'} NULLS LAST`),
    ...names.map((name) => `${name} NULLS LAST`),
  ];
  const totals = query.totals.map((_, index) => `t${index}`);
  return [
    steps.text,
    `SELECT ${[...names, ...totals, 'total'].join(', ')} FROM ${page}${sums === undefined ? '' : ` LEFT JOIN ${sums} ON TRUE`}`,
    order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`,
    `LIMIT ${query.limit}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function writeRows(query: VisualQuery, { tops }: Prepared, steps: Steps): void {
  const { rows, source } = query.scope;
  const { columns, sql } = source.relation;
  const read = columns
    .filter((column) => rows.used.has(column.name))
    .map(({ name, type }) =>
      type.kind === 'date' ? `CAST(${sqlName(name)} AS TIMESTAMP) AS ${sqlName(name)}` : sqlName(name),
    );
  steps.add(`SELECT ${read.length === 0 ? '1 AS one' : read.join(', ')} FROM ${sql}`);
  if (query.filters.some((filter) => filter.at > stages.ranked && filter.at < stages.grouped) && rows.hasRowNumbers) {
    throw new NotDrawable('a filter on a level-aware aggregate beside an aggregate of one');
  }
  const bands = [stages.row, stages.filtered, stages.ranked, stages.grouped] as const;
  for (const [index, from] of bands.slice(0, -1).entries()) {
    const to = bands[index + 1] ?? stages.grouped;
    for (const step of rows.between(from, to)) steps.extend(step.map((column) => `${column.sql} AS ${column.name}`));
    steps.filter(query.filters.filter((filter) => filter.at < to && (index === 0 || filter.at >= from)));
    if (from === stages.filtered) for (const top of tops) writeTop(top, steps);
  }
}

function writeTop(top: Prepared['tops'][number], steps: Steps): void {
  const groups = `SELECT ${[`${top.member} AS _m`, ...top.grouping.aggregateColumns].join(', ')} FROM ${steps.last} GROUP BY 1`;
  const order = [...top.keys, '_m'].join(', ');
  const first = steps.side(`SELECT _m FROM (${groups}) WHERE _m IS NOT NULL ORDER BY ${order} LIMIT ${top.limit}`);
  steps.add(`SELECT * FROM ${steps.last} WHERE ${top.member} IN (SELECT _m FROM ${first})`);
}

function writeGroups(query: VisualQuery, { members }: Prepared, steps: Steps): void {
  const { scope } = query;
  for (const [index, order] of members.entries()) writeMembers(order, index, steps);
  const columns: string[] = [];
  for (const dimension of scope.dimensions) {
    const index = query.members.findIndex((order) => order.dimension === dimension);
    const limit = query.members[index]?.limit;
    const kept = limit === undefined ? undefined : `_n${index} <= ${limit}`;
    columns.push(
      kept === undefined
        ? `${dimension.row.sql} AS ${dimension.column}`
        : `CASE WHEN ${kept} THEN ${dimension.row.sql} END AS ${dimension.column}`,
    );
    if (index !== -1)
      columns.push(
        kept === undefined ? `_n${index} AS _k${index}` : `CASE WHEN ${kept} THEN _n${index} END AS _k${index}`,
      );
  }
  const places = columns.map((_, index) => index + 1).join(', ');
  const all = [...columns, ...scope.aggregateColumns];
  const group = columns.length === 0 ? '' : ` GROUP BY ${places}`;
  steps.add(`SELECT ${all.length === 0 ? '1 AS one' : all.join(', ')} FROM ${steps.last}${group}`);
  steps.filter(query.filters.filter((filter) => filter.at === stages.grouped));
  for (const columns of scope.tableSteps) steps.extend(columns);
  steps.filter(query.filters.filter((filter) => filter.at > stages.grouped));
}

/** Numbers a dimension's members in their order: column `_n<index>` of every row. */
function writeMembers(order: Prepared['members'][number], index: number, steps: Steps): void {
  const { dimension } = order;
  const columns = [`${dimension.row.sql} AS ${dimension.column}`, ...order.grouping.aggregateColumns];
  const groups = `SELECT ${columns.join(', ')} FROM ${steps.last} GROUP BY 1`;
  const by = [...order.keys, `${dimension.column} NULLS LAST`].join(', ');
  const ranked = steps.side(
    `SELECT ${dimension.column} AS _m, row_number() OVER (ORDER BY ${by}) AS _n${index} FROM (${groups})`,
  );
  const same = `${dimension.row.sql} IS NOT DISTINCT FROM ${ranked}._m`;
  const within = order.limit === undefined || order.other ? '' : ` WHERE _n${index} <= ${order.limit}`;
  steps.add(`SELECT ${steps.last}.*, _n${index} FROM ${steps.last} JOIN ${ranked} ON ${same}${within}`);
}

function writeTotals({ totals }: Prepared, steps: Steps, rows: string): string | undefined {
  if (totals.values.length === 0) return undefined;
  const columns = totals.grouping.aggregateColumns;
  const sums = columns.length === 0 ? undefined : steps.side(`SELECT ${columns.join(', ')} FROM ${rows}`);
  const shownTotals = totals.values.map((value, index) => {
    const known = value !== undefined && value.at <= stages.grouped;
    return `${known ? cast(value) : 'NULL'} AS t${index}`;
  });
  return steps.side(`SELECT ${shownTotals.join(', ')}${sums === undefined ? '' : ` FROM ${sums}`}`);
}

/** Measures of rankings and totals, compiled before the rows are written: they may add columns to the rows. */
interface Prepared {
  readonly tops: readonly {
    readonly grouping: QueryScope;
    readonly member: string;
    readonly keys: readonly string[];
    readonly limit: number;
  }[];
  readonly members: readonly (Omit<MemberOrder, 'keys'> & {
    readonly grouping: QueryScope;
    readonly keys: readonly string[];
  })[];
  readonly totals: { readonly grouping: QueryScope; readonly values: readonly (Value | undefined)[] };
}

function prepare({ scope, tops, members, totals }: VisualQuery): Prepared {
  const sum = scope.grouping([]);
  return {
    tops: tops.map((top) => {
      const grouping = scope.grouping([]);
      return {
        grouping,
        member: top.member.sql,
        keys: top.keys.map((key) => sortKey(key, grouping, '')),
        limit: top.limit,
      };
    }),
    members: members.map((order) => {
      const grouping = scope.grouping([order.dimension]);
      return { ...order, grouping, keys: order.keys.map((key) => sortKey(key, grouping, order.dimension.column)) };
    }),
    totals: { grouping: sum, values: totals.map((measure) => measure?.(sum)) },
  };
}

function sortKey(key: Pick<SortKey, 'measure' | 'descending'>, grouping: QueryScope, otherwise: string): string {
  const value = key.measure?.(grouping);
  if (value !== undefined && value.at > stages.grouped) throw new NotDrawable('a ranking by a table calculation');
  return `${value?.sql ?? otherwise} ${key.descending ? 'DESC' : 'ASC'} NULLS LAST`;
}

/** As JSON holds it; a member beyond its dimension's limit is called Other. */
function shown(value: Value, query: VisualQuery): string {
  const index = query.members.findIndex(
    (order) => order.dimension.column === value.sql && order.limit !== undefined && order.other,
  );
  const text = cast(value);
  return index === -1 ? text : `CASE WHEN _k${index} IS NULL THEN ${sqlString(otherMember)} ELSE ${text} END`;
}

function cast(value: Value): string {
  if (value.type === 'date') return `strftime(CAST(${value.sql} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ')`;
  if (value.type === 'number') return `CAST(${value.sql} AS DOUBLE)`;
  return value.type === 'boolean' ? value.sql : `CAST(${value.sql} AS VARCHAR)`;
}
