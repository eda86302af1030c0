import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { readManifest } from '../../../../lambda/reconcile/read-manifests.ts';
import { main } from '../../../erase/main.ts';
import { listVersions } from '../../../erase/versions.ts';
import { fewAtOnce } from '../../../lake/few-at-once.ts';
import type { Rehearsal, Step } from '../../rehearsal.ts';
import { person, personFiles } from './person.ts';

const buckets = ['raw', 'processed', 'quarantine', 'final'] as const;

/**
 * `sluice erase`, as a steward runs it: first it only says what it would do, then it does it, then there is nothing left to do. No version of
 * any object holds the person any more, no file of a table, and others' rows are there.
 */
export const erasePerson: Step = {
  name: 'erase a person',
  async run(rehearsal) {
    const before = await whereTheyAre(rehearsal);
    const versions = await allVersions(rehearsal);
    const planned = await erase(rehearsal, '--plan');
    const kept = await allVersions(rehearsal);
    const done = await erase(rehearsal, '--yes');
    const after = await whereTheyAre(rehearsal);
    const again = await erase(rehearsal, '--plan');
    const where = buckets.map((use) => `${before.filter((place) => place.startsWith(use)).length} in ${use}`);
    const failures = [
      ...buckets
        .slice(0, 3)
        .filter((use) => !before.some((place) => place.startsWith(use)))
        .map((use) => `expected the person in ${use} before, got none`),
      ...(before.some((place) => place.startsWith('table'))
        ? []
        : ['expected the person in a final table before, got none']),
      ...(isDeepStrictEqual(kept.filter(stays), versions.filter(stays))
        ? []
        : ['expected --plan to change nothing, got other versions']),
      ...after.map((place) => `${place}: expected nothing of the person left, got their text`),
      ...(again.actions === 0 ? [] : [`expected nothing left to do, got ${again.actions} actions`]),
      ...(done.text.includes(person.value) ? ['expected no value in what is printed, got the person'] : []),
      ...(await checkOthers(rehearsal)),
    ];
    return {
      says: `${planned.actions} actions; before: ${where.join(', ')}, ${before.filter((place) => place.startsWith('table')).length} files of tables; after: ${after.length === 0 ? 'none' : `${after.length} places`}`,
      figures: { actions: planned.actions, before: before.length, after: after.length },
      failures,
    };
  },
};

/** The command itself, with the stand-in's settings. */
async function erase({ root, standIn, environment }: Rehearsal, how: '--plan' | '--yes') {
  let text = '';
  const out = { write: (piece: string) => (text += piece) };
  const where = `${person.column}=${person.value}`;
  const args = [personFiles.dataset, '--where', where, '--env', environment.name, how, '--json', '--patience', '600'];
  const effects = { cwd: root, env: standIn.env, stdout: out, stderr: out, now: () => new Date() };
  await withEnvironment(standIn.env, () => main(args, effects));
  return { text, actions: text.split('"do":').length - 1 };
}

/** The SDK reads where AWS is, and who asks, from the process's environment. */
async function withEnvironment<T>(env: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await act();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** A run that is under way writes to final. */
const stays = ({ use }: { readonly use: string }): boolean => use !== 'final';

/** Every version of every object, by bucket. */
async function allVersions({ clients, names }: Rehearsal) {
  const found: { readonly use: (typeof buckets)[number]; readonly key: string; readonly version: string }[] = [];
  for (const use of buckets) {
    for (const { key, version, isMarker } of await listVersions(clients.s3, names.bucket(use), ''))
      if (!isMarker) found.push({ use, key, version });
  }
  return found;
}

/** Every byte of every version of every object, and of every file of the tables' warehouse. */
async function whereTheyAre(rehearsal: Rehearsal): Promise<string[]> {
  const { buckets: stores, folder } = rehearsal;
  const needle = Buffer.from(person.value);
  const places: string[] = [];
  await fewAtOnce(await allVersions(rehearsal), 16, async ({ use, key, version }) => {
    if ((await buffer(stores[use].read(key, version))).includes(needle)) places.push(`${use}/${key} ${version}`);
  });
  // The stand-in's catalog is a folder, where AWS has final.
  return [...places, ...(await tableFiles(join(folder, 'job', 'warehouse')))].sort();
}

/** Parquet is compressed: a file that DuckDB can read is read by rows, any other by bytes. */
async function tableFiles(warehouse: string): Promise<string[]> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create()).connect();
  const places: string[] = [];
  for (const name of readdirSync(warehouse, { recursive: true, encoding: 'utf8' })) {
    const path = join(warehouse, name);
    if (name.endsWith('.parquet')) {
      const sql = `SELECT count(*) FROM read_parquet('${path.replaceAll("'", "''")}') AS t WHERE t::VARCHAR LIKE '%${person.value}%'`;
      const [[count] = []] = (await connection.runAndReadAll(sql)).getRows();
      if (Number(count) > 0) places.push(`table ${name}`);
    } else if (/\.(avro|json|text|crc)$/.test(name) && readFileSync(path).includes(person.value))
      places.push(`table ${name}`);
  }
  connection.closeSync();
  return places;
}

/** Whoever shared a file with them is still there. */
async function checkOthers({ buckets: { processed } }: Rehearsal): Promise<string[]> {
  const shared = (await readManifest(processed, personFiles.after.key))?.manifest;
  const alone = await readManifest(processed, personFiles.alone.key);
  return [
    ...(shared?.status === 'clean' && shared.rowsIn === personFiles.others && shared.rowsClean === personFiles.others
      ? []
      : [`${personFiles.after.key}: expected ${personFiles.others} rows of others clean, got ${shared?.rowsClean}`]),
    ...(alone === undefined ? [] : [`${personFiles.alone.key}: expected it gone, got a manifest`]),
  ];
}
