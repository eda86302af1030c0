import { readdirSync, readFileSync } from 'node:fs';
import { parseContract } from '../../../glue/duckdb/tables/parse-contract.ts';
import type { Tables } from '../dashboard.ts';

const room = new URL('../../../glue/tables/', import.meta.url);

/** The tables of this repository, by their contracts alone: no SQL is read. */
export async function repositoryTables(): Promise<Tables> {
  const folders = readdirSync(room, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const contracts = folders.map(async ({ name }) => {
    const file = new URL(`${name}/table.json`, room);
    const { contract, findings } = await parseContract(readFileSync(file, 'utf8'), `glue/tables/${name}/table.json`);
    if (contract === undefined) throw new RangeError(`expected a contract, got ${JSON.stringify(findings)}`);
    return [name, contract] as const;
  });
  return new Map(await Promise.all(contracts));
}
