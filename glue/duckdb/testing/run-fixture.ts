import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OnDuplicate } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { buildTables } from '../build/build-tables.ts';
import { checkTables } from '../check-tables.ts';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { LakeFixture } from './lake-fixture.ts';

/** testdata/<ok|err>/<case>/lake.json: what there is besides the table folders. */
interface LakeJson {
  readonly verb: 'check' | 'build';
  readonly datasets: Readonly<
    Record<
      string,
      {
        readonly columns: Readonly<Record<string, string>>;
        readonly primaryKey?: readonly string[];
        readonly onDuplicate?: OnDuplicate;
      }
    >
  >;
  /** Files whose manifest says stale. */
  readonly stale?: readonly string[];
}

/** The project in a folder of testdata: `lake.json`, `processed/<dataset>/<file>.csv`, `tables/<table>/…`. */
export async function openFixture(folder: string): Promise<LakeFixture> {
  const lake = await LakeFixture.create();
  const json = await readLakeJson(folder);
  for (const [name, { columns, ...more }] of Object.entries(json.datasets)) lake.dataset(name, columns, more);
  await cp(join(folder, 'tables'), lake.room, { recursive: true });
  for (const name of Object.keys(json.datasets)) {
    for (const file of await readdir(join(folder, 'processed', name)).catch(() => [])) {
      const stale = json.stale?.includes(`${name}/${file}`) === true;
      await lake.clean(name, file, await readFile(join(folder, 'processed', name, file), 'utf8'), { stale });
    }
  }
  return lake;
}

/** Checks or builds such a project, as its `lake.json` says. */
export async function runFixture(
  folder: string,
): Promise<{ readonly findings: readonly Finding[]; readonly lake: LakeFixture }> {
  const lake = await openFixture(folder);
  const { room, processed, final, schemas, manifests } = lake;
  const options = { room, shown: 'glue/tables', processed, final, schemas, manifests, sql: sparkSql };
  const { verb } = await readLakeJson(folder);
  const { findings } = verb === 'build' ? await buildTables(options) : await checkTables(options);
  return { findings, lake };
}

async function readLakeJson(folder: string): Promise<LakeJson> {
  return JSON.parse(await readFile(join(folder, 'lake.json'), 'utf8'));
}
