import { castTo } from './cast.ts';
import { unify } from './compile-operator.ts';
import { type CompiledQuery, type CompileExpression, report, type Scope } from './context.ts';
import { type Position, problems } from './findings.ts';
import { quoteName } from './spark-type.ts';
import type { Expression } from './syntax-tree.ts';

/** VALUES: rows of equal length; each column takes its values' common type and is named col1, col2, … */
export function compileValues(
  rows: readonly (readonly Expression[])[],
  scope: Scope,
  at: Position,
  compile: CompileExpression,
): CompiledQuery {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) {
    report(scope, problems.construct(at, 'VALUES with rows of different length', 'give every row the same columns'));
    return { sql: '', columns: [], outer: [] };
  }
  const cells = rows.map((row) => row.map((cell) => compile(cell, scope)));
  const columns = Array.from({ length: width }, (_, index) =>
    unify(
      cells.flatMap((row) => row.slice(index, index + 1)),
      scope,
      at,
      'VALUES',
    ),
  );
  const lines = rows.map(
    (_, line) =>
      `(${columns.map(({ type, values }) => castTo(values[line] ?? { sql: 'NULL', type, at, loose: [], aggregate: false, window: false }, type, scope).sql).join(', ')})`,
  );
  const names = columns.map((_, index) => `col${index + 1}`);
  const alias = scope.context.alias();
  const sql = `SELECT * FROM (VALUES ${lines.join(', ')}) AS ${alias}(${names.map(quoteName).join(', ')})`;
  return {
    sql,
    columns: columns.map(({ type }, index) => ({ name: names[index] ?? '', duckdb: names[index] ?? '', type })),
    outer: [],
  };
}
