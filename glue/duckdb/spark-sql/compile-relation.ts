import { compileExpression } from './compile-expression.ts';
import { lateralGenerator, relationGenerator } from './compile-generator.ts';
import { compare, condition, unify } from './compile-operator.ts';
import { compileValues } from './compile-values.ts';
import { type CompiledTable, report, type Scope, type ScopeColumn } from './context.ts';
import { type Position, problems } from './findings.ts';
import { nearest } from './nearest.ts';
import { parseType } from './parse-type.ts';
import { quoteName } from './spark-type.ts';
import type { Relation } from './syntax-tree.ts';
import { type Typed, typed } from './typed.ts';

/** A FROM clause, or a part of one. */
export interface CompiledRelation {
  readonly sql: string;
  readonly columns: readonly ScopeColumn[];
}

type Join = Extract<Relation, { kind: 'join' }>;

/** Translates FROM. `scope` has no columns yet, but the CTEs and the outer query. */
export function compileRelation(relation: Relation, scope: Scope): CompiledRelation {
  switch (relation.kind) {
    case 'table':
      return compileTable(relation, scope);
    case 'derived': {
      if (relation.lateral)
        report(scope, problems.construct(relation.at, 'a LATERAL subquery', 'use a join, or LATERAL VIEW explode(…)'));
      const query = scope.context.query(relation.query, undefined, scope.ctes, 'rows');
      return named(`(${query.sql})`, query.columns, relation, scope);
    }
    case 'values': {
      const query = compileValues(
        relation.rows,
        { ...scope, noAggregates: 'VALUES', noWindows: 'VALUES' },
        relation.at,
        compileExpression,
      );
      return named(`(${query.sql})`, query.columns, relation, scope);
    }
    case 'generator': {
      const query = relationGenerator(relation, scope);
      return named(`(${query.sql})`, query.columns, relation, scope);
    }
    case 'lateral view': {
      const source = compileRelation(relation.source, scope);
      const view = lateralGenerator(relation, { ...scope, columns: source.columns });
      return { sql: `${source.sql}, ${view.sql}`, columns: [...source.columns, ...view.columns] };
    }
    case 'join':
      return compileJoin(relation, scope);
  }
}

function compileTable(relation: Extract<Relation, { kind: 'table' }>, scope: Scope): CompiledRelation {
  const key = relation.name.toLowerCase();
  const cte = scope.ctes.get(key);
  const alias = relation.alias ?? relation.name;
  if (cte !== undefined) return named(cte.sql, cte.columns, { ...relation, alias }, scope);
  const { tables, reads } = scope.context;
  const name = [...tables.keys()].find((each) => each.toLowerCase() === key);
  if (name === undefined) {
    report(
      scope,
      problems.table(relation.at, relation.name, nearest(relation.name, [...tables.keys()], 'datasets and tables')),
    );
    return { sql: quoteName(relation.name), columns: [{ ...anything, table: alias.toLowerCase() }] };
  }
  reads.add(name);
  const columns = (tables.get(name) ?? []).map((column) => ({
    name: column.name,
    duckdb: column.name,
    type: parseType(column.type) ?? { kind: 'unknown' as const },
  }));
  for (const column of tables.get(name) ?? []) {
    if (parseType(column.type) === undefined)
      report(
        scope,
        problems.type(
          relation.at,
          `${name}.${column.name}`,
          'a type of the list',
          column.type,
          'give the column another type where it is made',
        ),
      );
  }
  return named(quoteName(name), columns, { ...relation, alias }, scope);
}

/** A relation under an alias of ours, its columns under the names that the query knows them by. */
function named(
  sql: string,
  columns: CompiledTable['columns'],
  relation: { at: Position; alias: string | undefined; columns: readonly string[] },
  scope: Scope,
): CompiledRelation {
  const alias = scope.context.alias();
  if (relation.columns.length > 0 && relation.columns.length !== columns.length)
    report(
      scope,
      problems.construct(
        relation.at,
        `${relation.columns.length} names for ${columns.length} columns`,
        'name each column, or none',
      ),
    );
  return {
    sql: `${sql} AS ${alias}`,
    columns: columns.map((column, index) => ({
      name: relation.columns[index] ?? column.name,
      type: column.type,
      table: relation.alias?.toLowerCase(),
      sql: `${alias}.${quoteName(column.duckdb)}`,
      hidden: false,
    })),
  };
}

/** The columns of a table that is not known: what names one has its finding already. */
const anything: ScopeColumn = { name: '', type: { kind: 'unknown' }, table: undefined, sql: 'NULL', hidden: true };

const words: Readonly<Record<Join['type'], string>> = {
  inner: 'JOIN',
  cross: 'CROSS JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  semi: 'SEMI JOIN',
  anti: 'ANTI JOIN',
};

function compileJoin(join: Join, scope: Scope): CompiledRelation {
  const left = compileRelation(join.left, scope);
  const right = compileRelation(join.right, scope);
  const sides = join.right.kind === 'join' ? `(${right.sql})` : right.sql;
  const using = join.using.map((name) => usingKey(name, left, right, join, scope));
  const columns = joined(left, right, using, join);
  const bare = join.on === undefined && join.using.length === 0;
  if (bare || join.type === 'cross') {
    if (join.type === 'cross' ? !bare : join.type !== 'inner')
      report(
        scope,
        problems.construct(
          join.at,
          `${words[join.type]} ${bare ? 'without' : 'with'} ON`,
          bare ? 'say what joins the rows: ON …' : 'write JOIN … ON …',
        ),
      );
    return { sql: `${left.sql} CROSS JOIN ${sides}`, columns };
  }
  const both: Scope = { ...scope, columns: [...left.columns, ...right.columns], noAggregates: 'ON', noWindows: 'ON' };
  const on =
    join.on === undefined
      ? using.map((key) => key.on).join(' AND ')
      : condition(compileExpression(join.on, both), both).sql;
  return { sql: `${left.sql} ${words[join.type]} ${sides} ON ${on}`, columns };
}

interface UsingKey {
  readonly name: string;
  readonly on: string;
  readonly merged: ScopeColumn;
}

function usingKey(name: string, left: CompiledRelation, right: CompiledRelation, join: Join, scope: Scope): UsingKey {
  const find = (side: CompiledRelation, words: string): Typed => {
    const found = side.columns.filter((column) => !column.hidden && column.name.toLowerCase() === name.toLowerCase());
    const [column] = found;
    if (column !== undefined && found.length === 1) return typed(column.sql, column.type, join.at, []);
    report(
      scope,
      problems.column(
        join.at,
        name,
        `one column of that name on the ${words} of USING`,
        nearest(
          name,
          side.columns.map((each) => each.name),
          'columns there',
        ),
      ),
    );
    return typed('NULL', { kind: 'unknown' }, join.at, []);
  };
  const [a, b] = [find(left, 'left'), find(right, 'right')];
  const { type, values } = unify([a, b], scope, join.at, 'USING');
  const sql =
    join.type === 'full'
      ? `coalesce(${values.map((value) => value.sql).join(', ')})`
      : join.type === 'right'
        ? b.sql
        : a.sql;
  const merged = {
    name,
    type: join.type === 'full' ? type : join.type === 'right' ? b.type : a.type,
    table: undefined,
    sql,
    hidden: false,
  };
  return { name: name.toLowerCase(), on: compare('=', a, b, scope, join.at).sql, merged };
}

/** What a join's columns are: USING puts its keys first, once; semi and anti joins keep the left alone. */
function joined(
  left: CompiledRelation,
  right: CompiledRelation,
  using: readonly UsingKey[],
  join: Join,
): ScopeColumn[] {
  const single = join.type === 'semi' || join.type === 'anti';
  if (using.length === 0) return single ? [...left.columns] : [...left.columns, ...right.columns];
  const isKey = (column: ScopeColumn) => using.some((key) => key.name === column.name.toLowerCase());
  const rest = (side: CompiledRelation) =>
    side.columns.map((column) => (isKey(column) ? { ...column, hidden: true } : column));
  const sides = single ? rest(left) : [...rest(left), ...rest(right)];
  return [...using.map((key) => key.merged), ...sides];
}
