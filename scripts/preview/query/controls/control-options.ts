import { datePart, truncated } from '../expression/date-part.ts';
import { isAggregate, stages, type Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import { QueryScope, type QuerySource } from '../plan/query-scope.ts';
import { writeQuery } from '../plan/write-query.ts';
import { type RunContext, runQuery } from '../run-context.ts';

/** Most choices that a control offers; a person can't look through more. */
const most = 1000;

/** A column's values in order, and how many there are. @throws NotDrawable when the column can't be computed */
export async function columnValues(
  column: string,
  source: QuerySource,
  context: RunContext,
): Promise<{ readonly options: readonly string[]; readonly total: number }> {
  const rows = new QueryScope(source);
  const row = rowValue(column, rows);
  const scope = rows.grouping([{ fieldId: '', name: column, row, column: '_d0', part: undefined }]);
  const sql = writeQuery({
    scope,
    filters: [{ sql: `${row.sql} IS NOT NULL`, type: 'boolean', at: row.at }],
    tops: [],
    grouped: true,
    members: [],
    outputs: [
      {
        ...row,
        sql: row.type === 'date' ? '_d0' : 'CAST(_d0 AS VARCHAR)',
        type: row.type === 'date' ? 'date' : 'string',
      },
    ],
    order: [{ sql: '_d0', descending: false }],
    limit: most,
    totals: [],
  });
  const found = await runQuery(context.connection, sql);
  const total = found[0]?.['total'];
  return { options: found.map((each) => String(each['f0'])), total: typeof total === 'number' ? total : 0 };
}

/** A column's least and greatest value as text; days, for dates. */
export async function columnBounds(
  column: string,
  source: QuerySource,
  context: RunContext,
): Promise<readonly (string | undefined)[]> {
  const scope = new QueryScope(source);
  const row = rowValue(column, scope);
  const operand = row.type === 'date' ? truncated(row.sql, datePart('DAY'), source.weekStart) : row.sql;
  const outputs = ['min', 'max'].map((name) => ({
    sql: scope.aggregateColumn(`${name}(${operand})`),
    type: row.type,
    at: stages.grouped,
  }));
  const sql = writeQuery({
    scope,
    filters: [],
    tops: [],
    grouped: true,
    members: [],
    outputs,
    order: [],
    limit: 1,
    totals: [],
  });
  const [found] = await runQuery(context.connection, sql);
  return outputs.map((_, index) => {
    const cell = found?.[`f${index}`];
    return cell === null || cell === undefined ? undefined : String(cell);
  });
}

function rowValue(column: string, scope: QueryScope): Value {
  const value = scope.field(column);
  if (isAggregate(value)) throw new NotDrawable(`"${column}" is an aggregate: it has no values to choose from`);
  return value;
}
