import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseContract } from '../../../../glue/duckdb/tables/parse-contract.ts';
import type { DraftTable } from '../plan/draft-table.ts';
import type { ColumnProfile, TableProfile } from '../profile/profile.ts';

/** profile.json of a case: what the rows of its table are like. */
interface ProfileJson extends Omit<TableProfile, 'columns'> {
  readonly columns: Readonly<Record<string, ColumnProfile>>;
}

/** A case of testdata: table.json and profile.json in a folder that is called like the table. */
export async function readCase(folder: string): Promise<DraftTable> {
  const { contract, findings } = await parseContract(
    readFileSync(path.join(folder, 'table.json'), 'utf8'),
    'table.json',
  );
  if (contract === undefined) throw new Error(`${folder}: ${JSON.stringify(findings)}`);
  const profile: ProfileJson = JSON.parse(readFileSync(path.join(folder, 'profile.json'), 'utf8'));
  return {
    name: path.basename(folder),
    contract,
    profile: { ...profile, columns: new Map(Object.entries(profile.columns)) },
    restricted: new Set(),
  };
}
