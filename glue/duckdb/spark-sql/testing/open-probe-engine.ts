import { type Engine, openEngine } from '../../engine.ts';
import { installMacros } from '../install-macros.ts';
import { loadFixture } from './judge-probe.ts';
import type { FixtureTable } from './probe.ts';

/** A DuckDB with the macros and the fixture's tables. */
export async function openProbeEngine(fixture: ReadonlyMap<string, FixtureTable>): Promise<Engine> {
  const engine = await openEngine();
  // Small queries, many of them: starting threads would cost more than it gives.
  await engine.connection.run('SET threads = 1');
  await installMacros(engine.connection);
  await loadFixture(engine.connection, fixture);
  return engine;
}
