import type { DuckDBConnection } from '@duckdb/node-api';
import type { SqlFindingCode } from '../findings.ts';
import { translate } from '../translate.ts';
import type { SqlTables } from '../translation.ts';
import { judgeProbe } from './judge-probe.ts';
import type { Probe } from './probe.ts';
import type { SparkAnswer } from './spark-oracle.ts';

/** How a query fared here: as in its golden, or `stopped` and `wrong`, which no golden may hold. */
export interface QueryVerdict {
  readonly ours: 'right' | 'raises' | 'stopped' | 'wrong' | readonly SqlFindingCode[];
  readonly detail: string;
}

/** Asks DuckDB what Spark was asked. */
export async function judgeQuery(
  connection: DuckDBConnection,
  query: Probe,
  spark: SparkAnswer,
  tables: SqlTables,
): Promise<QueryVerdict> {
  const { findings } = translate(query.sql, { file: `${query.name}.sql`, tables });
  if (findings !== undefined) {
    const codes = [...new Set(findings.map(({ code }) => code))].sort();
    return { ours: codes, detail: findings.map(({ got, fix }) => `${got}: ${fix}`).join('; ') };
  }
  const { outcome, detail } = await judgeProbe(connection, query, spark, tables);
  return { ours: outcome === 'refused' ? 'wrong' : outcome, detail };
}
