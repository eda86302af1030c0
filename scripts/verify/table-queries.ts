import { sqlName } from '../../glue/duckdb/sql-text.ts';

/** Rows that are opened to see that files can be read. */
const opened = 1000;

/** What a table is asked, with answers that hold no value of a row: its counts go into Athena's results and stay there a while. */
export function tableQueries(table: string, columns: readonly string[]) {
  const names = columns.map(sqlName);
  const from = `FROM ${sqlName(table)}`;
  return {
    /** Rows of the newest snapshot. */
    count: `SELECT count(*) ${from}`,
    /** Answered only if files of that snapshot can be opened: a count alone may come from their metadata. */
    open: `SELECT ${names.map((name) => `count(${name})`).join(', ')} FROM (SELECT ${names.join(', ')} ${from} LIMIT ${opened})`,
    /** No row; the answer's header says the types. */
    types: `SELECT ${names.join(', ')} ${from} LIMIT 0`,
  };
}
