import type { AthenaClient } from '@aws-sdk/client-athena';
import type { Table } from '../../glue/duckdb/table.ts';
import { askAthena, isKeptAway } from '../aws/ask-athena.ts';
import type { Asker } from './choose-audience.ts';
import { findings, type VerifyFinding } from './findings.ts';
import { judgeTypes } from './judge-table.ts';
import { tableQueries } from './table-queries.ts';

/** Where an audience asks. */
export interface Place {
  readonly athena: AthenaClient;
  readonly workgroup: string;
  readonly database: string;
  /** Seconds that one query may take. */
  readonly most: number;
  readonly signal: AbortSignal;
}

export interface Asked {
  /** Rows that the audience sees; undefined: Athena did not count them. */
  readonly rows: number | undefined;
  readonly findings: readonly VerifyFinding[];
}

/** Counts a table's rows, opens its newest files, and looks at its types, as an audience. @throws what the SDK throws when a query was not taken at all */
export async function askTable(
  { athena, workgroup, database, most, signal }: Place,
  { name }: Pick<Table, 'name'>,
  { audience, columns }: Asker,
): Promise<Asked> {
  const queries = tableQueries(
    name,
    columns.map((column) => column.name),
  );
  const ask = (sql: string) => askAthena(athena, { workgroup, database, sql }, { most, signal });
  const counted = await ask(queries.count);
  if ('failed' in counted)
    return {
      rows: undefined,
      findings: [findings.notReadable(name, 'its rows counted', audience, safe(counted.failed))],
    };
  const opened = await ask(queries.open);
  const typed = await ask(queries.types);
  const unreadable = [
    ...('failed' in opened
      ? [findings.notReadable(name, 'its newest files opened', audience, safe(opened.failed))]
      : []),
    ...('failed' in typed ? [findings.notReadable(name, 'its columns selected', audience, safe(typed.failed))] : []),
  ];
  const types = 'failed' in typed ? [] : judgeTypes(name, columns, typed.columns);
  return { rows: Number(counted.rows[0]?.[0]), findings: [...unreadable, ...types] };
}

/** What Athena says of rows that don't read may quote a value: of that only the error's name is said. */
const safe = (failed: string): string =>
  isKeptAway(failed) ? failed : (/^[A-Z][A-Z_]+(?=:)/.exec(failed)?.[0] ?? 'a failure, whose text may hold values');
