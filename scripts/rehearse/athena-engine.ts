/**
 * The engine behind the rehearsal's Athena (plugin/sluice_rehearsal/athena_queries.py): a line of JSON asks, a line answers, in order. Each
 * query gets a DuckDB of its own that holds what its role may see, and nothing else.
 */
import process from 'node:process';
import { createInterface } from 'node:readline';
import { openEngine } from '../../glue/duckdb/engine.ts';
import { answerQuery, parseQuery } from './answer-query.ts';

for await (const line of createInterface({ input: process.stdin })) {
  const engine = await openEngine(1);
  try {
    process.stdout.write(`${JSON.stringify(await answerQuery(engine.connection, parseQuery(line)))}\n`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
  } finally {
    engine.close();
  }
}
