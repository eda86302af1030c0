import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { openEngine } from '../../../glue/duckdb/engine.ts';
import { isObject } from '../../../lambda/handler/json-value.ts';
import { type Answer, answerQuery, type SeenTable } from '../../rehearse/answer-query.ts';

/** An Athena for tests: the protocol of the SDK over the engine of the rehearsal's. */
export interface TestAthena {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** DuckDB's name of a type as Athena's metadata has it: the size of a decimal stands beside it. */
function columnType(duckDb: string) {
  const decimal = /^decimal\((\d+),(\d+)\)$/.exec(duckDb);
  if (decimal === null) return { Type: duckDb };
  return { Type: 'decimal', Precision: Number(decimal[1]), Scale: Number(decimal[2]) };
}

/**
 * @param seenBy what a role sees, by the access key that asks for it
 * @param silent the one whose every query fails, since it may not write answers
 */
export async function startAthena(
  seenBy: ReadonlyMap<string, readonly SeenTable[]>,
  silent?: string,
): Promise<TestAthena> {
  const ended = new Map<string, Answer | { readonly failed: string }>();

  async function start(who: string, sql: string) {
    const id = randomUUID();
    if (who === silent) {
      ended.set(id, { failed: 'Access denied when writing output to url: s3://results' });
      return { QueryExecutionId: id };
    }
    const engine = await openEngine(1);
    try {
      ended.set(id, await answerQuery(engine.connection, { sql, database: 'final', tables: seenBy.get(who) ?? [] }));
    } catch (error) {
      ended.set(id, { failed: error instanceof Error ? error.message : String(error) });
    } finally {
      engine.close();
    }
    return { QueryExecutionId: id };
  }

  const describe = (id: string) => {
    const end = ended.get(id);
    const status =
      end !== undefined && 'failed' in end
        ? { State: 'FAILED', StateChangeReason: end.failed }
        : { State: 'SUCCEEDED' };
    const OutputLocation = `s3://csv-athena-results-rehearsal-123456789012-us-east-1/x/${id}.csv`;
    return { QueryExecution: { QueryExecutionId: id, Status: status, ResultConfiguration: { OutputLocation } } };
  };

  const results = (id: string) => {
    const end = ended.get(id);
    if (end === undefined || 'failed' in end) return {};
    const rows = [end.columns.map(({ name }) => name), ...end.rows];
    const data = (value: string | null) => (value === null ? {} : { VarCharValue: value });
    const ColumnInfo = end.columns.map(({ name, type }) => ({ Name: name, ...columnType(type) }));
    return { ResultSet: { Rows: rows.map((row) => ({ Data: row.map(data) })), ResultSetMetadata: { ColumnInfo } } };
  };

  const server = createServer(async (request, response) => {
    const given: unknown = JSON.parse(await text(request));
    const asked = isObject(given) ? given : {};
    const [, who = ''] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const id = String(asked['QueryExecutionId']);
    const answer =
      operation === 'StartQueryExecution'
        ? await start(who, String(asked['QueryString']))
        : operation === 'GetQueryExecution'
          ? describe(id)
          : results(id);
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
