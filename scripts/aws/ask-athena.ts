import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { waitUntil } from './wait-until.ts';

/** How a query ended. */
export type Asked =
  | {
      /** Types as Athena names them, a decimal's with its size: `decimal(12,2)`. */
      readonly columns: readonly { readonly name: string; readonly type: string }[];
      readonly rows: readonly (readonly (string | null)[])[];
      readonly location: string;
    }
  /** `failed`: what Athena says about it. */
  | { readonly failed: string; readonly location: string };

/**
 * Asks Athena, and waits for the end.
 * @param most seconds
 * @returns at most a thousand rows, values as text
 * @throws what the SDK throws when the query was not taken at all
 */
export async function askAthena(
  client: AthenaClient,
  { workgroup, database, sql }: { readonly workgroup: string; readonly database: string; readonly sql: string },
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): Promise<Asked> {
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({
      ...{ WorkGroup: workgroup, QueryString: sql, QueryExecutionContext: { Database: database } },
    }),
  );
  const ended = await waitUntil(
    async () => {
      const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const { State = '' } = QueryExecution?.Status ?? {};
      return ['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(State) ? QueryExecution : undefined;
    },
    { most, signal },
  );
  const location = ended?.ResultConfiguration?.OutputLocation ?? '';
  if (ended?.Status?.State !== 'SUCCEEDED')
    return { failed: ended?.Status?.StateChangeReason ?? `no end after ${most} s`, location };
  const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const [, ...rows] = ResultSet?.Rows ?? [];
  return {
    columns: (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '', Precision, Scale }) => ({
      name: Name,
      type: Type === 'decimal' ? `decimal(${Precision ?? 0},${Scale ?? 0})` : Type,
    })),
    rows: rows.map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null)),
    location,
  };
}

/** How Athena says that there is no such thing for whoever asks: it does not tell apart what is not there from what is kept from one. */
export const isKeptAway = (failed: string): boolean =>
  /not authori[sz]ed|insufficient|access ?denied|permission|privilege|cannot be resolved|not found|does not exist/i.test(
    failed,
  );
