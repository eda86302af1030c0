import { expressionParts } from '../../../glue/duckdb/spark-sql/expression-parts.ts';
import { outputName } from '../../../glue/duckdb/spark-sql/output-name.ts';
import type { Body, Expression, Query, Relation, Select } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { columnsOf } from './trace-scope.ts';

/** Columns of datasets that a value is made of, as `originKey` writes them; undefined: not understood. */
export type Origins = ReadonlySet<string> | undefined;
export const originKey = (dataset: string, column: string): string => `${dataset}.${column}`;

export interface OriginColumn {
  readonly name: string;
  readonly from: Origins;
}
/** Relations by lower-case name. */
export type OriginsByName = ReadonlyMap<string, readonly OriginColumn[]>;

interface Named extends OriginColumn {
  readonly table: string | undefined;
  readonly hidden: boolean;
}
interface Scope {
  readonly columns: readonly Named[];
  readonly aliases: ReadonlyMap<string, Expression>;
  readonly select: Pick<Select, 'windows'> | undefined;
  readonly parameters: ReadonlySet<string>;
}

const union = (all: readonly Origins[]): Origins =>
  all.reduce<Origins>((a, b) => (a === undefined || b === undefined ? undefined : a.union(b)), new Set());

/** What each column of a query is made of: all that its expression reads, and no condition. @param known datasets and tables */
export function queryOrigins(query: Query, known: OriginsByName): readonly OriginColumn[] {
  const all = new Map(known);
  for (const { name, columns, query: inner } of query.ctes)
    all.set(name.toLowerCase(), renamed(queryOrigins(inner, all), columns));
  return bodyOrigins(query.body, all);
}

const renamed = (columns: readonly OriginColumn[], names: readonly string[]): readonly OriginColumn[] =>
  columns.map((one, index) => ({ ...one, name: names[index] ?? one.name }));

function bodyOrigins(body: Body, known: OriginsByName): readonly OriginColumn[] {
  if (body.kind === 'nested') return queryOrigins(body.query, known);
  if (body.kind === 'set') {
    const right = bodyOrigins(body.right, known);
    return bodyOrigins(body.left, known).map(({ name, from }, index) => ({
      name,
      from: union([from, right[index]?.from]),
    }));
  }
  const none = { columns: [], aliases: new Map(), select: undefined, parameters: new Set<string>() };
  if (body.kind === 'values')
    return (body.rows[0] ?? []).map((_, index) => ({
      name: `col${index + 1}`,
      from: union(body.rows.map((row) => origins(row[index], none))),
    }));
  const columns = body.from === undefined ? [] : relationOrigins(body.from, known);
  const aliases = new Map(
    body.items.flatMap(({ alias, expression }) => (alias === undefined ? [] : [[alias.toLowerCase(), expression]])),
  );
  const scope = { ...none, columns, aliases, select: body };
  return body.items.flatMap(({ expression, alias }): readonly OriginColumn[] => {
    if (expression.kind !== 'star')
      return [{ name: alias ?? outputName(expression), from: origins(expression, scope) }];
    const table = expression.table?.toLowerCase();
    return columns.filter((one) => (table === undefined ? !one.hidden : one.table === table));
  });
}

function relationOrigins(relation: Relation, known: OriginsByName): readonly Named[] {
  const named = (columns: readonly OriginColumn[], alias: string | undefined): readonly Named[] =>
    columns.map((one) => ({ ...one, table: alias?.toLowerCase(), hidden: false }));
  switch (relation.kind) {
    case 'table':
      return named(
        renamed(known.get(relation.name.toLowerCase()) ?? [], relation.columns),
        relation.alias ?? relation.name,
      );
    case 'derived':
      return named(renamed(queryOrigins(relation.query, known), relation.columns), relation.alias);
    case 'values':
      return named(renamed(bodyOrigins(relation, known), relation.columns), relation.alias);
    case 'generator':
      return named(
        relation.columns.map((name) => ({ name, from: undefined })),
        relation.alias,
      );
    case 'lateral view': {
      const columns = relationOrigins(relation.source, known);
      const scope = { columns, aliases: new Map(), select: undefined, parameters: new Set<string>() };
      const from = union(relation.generator.args.map((one) => origins(one, scope)));
      return [
        ...columns,
        ...named(
          relation.columns.map((name) => ({ name, from })),
          relation.alias,
        ),
      ];
    }
    case 'join': {
      const both = [...relationOrigins(relation.left, known), ...relationOrigins(relation.right, known)];
      const isUsed = (one: Named) => relation.using.some((name) => name.toLowerCase() === one.name.toLowerCase());
      const merged = relation.using.map((name) => ({
        ...{ name, table: undefined, hidden: false },
        from: union(columnsOf([name], both).map(({ from }) => from)),
      }));
      return [...merged, ...both.map((one) => (isUsed(one) ? { ...one, hidden: true } : one))];
    }
  }
}

function origins(expression: Expression | undefined, scope: Scope): Origins {
  if (expression === undefined) return new Set();
  const every = (parts: readonly (Expression | undefined)[]) => union(parts.map((one) => origins(one, scope)));
  switch (expression.kind) {
    case 'column': {
      const name = (expression.path[0] ?? '').toLowerCase();
      if (scope.parameters.has(name)) return new Set();
      const columns = columnsOf(expression.path, scope.columns);
      if (columns.length > 0) return union(columns.map(({ from }) => from));
      const aliases = new Map([...scope.aliases].filter(([other]) => other !== name));
      const alias = scope.aliases.get(name);
      return alias === undefined ? undefined : origins(alias, { ...scope, aliases });
    }
    case 'lambda': {
      const parameters = new Set([...scope.parameters, ...expression.parameters.map((one) => one.toLowerCase())]);
      return origins(expression.body, { ...scope, parameters });
    }
    case 'scalar':
    case 'exists':
    case 'in-query':
      return undefined;
    case 'call': {
      const { over } = expression;
      // How many there are says no value.
      const isCount = expression.name === 'count' && over === undefined && expression.filter === undefined;
      if (isCount && expression.args.every(({ kind }) => kind === 'column' || kind === 'star')) return new Set();
      const window = over?.name === undefined ? over : scope.select?.windows.get(over.name.toLowerCase());
      if (over !== undefined && window === undefined) return undefined;
      const sorted = window?.orderBy.map((one) => one.expression) ?? [];
      return every([...expression.args, expression.filter, ...(window?.partitionBy ?? []), ...sorted]);
    }
    default:
      return every(expressionParts(expression));
  }
}
