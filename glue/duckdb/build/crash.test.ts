import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sparkSql } from '../spark-sql/spark-sql.ts';
import { contractOf, LakeFixture } from '../testing/lake-fixture.ts';
import { buildTables } from './build-tables.ts';
import { type FileSteps, fileSteps, readTableManifest } from './final-files.ts';

let lake: LakeFixture;
let fresh: LakeFixture;

beforeEach(async () => {
  lake = await LakeFixture.create();
  fresh = await LakeFixture.create();
  lake.dataset('orders', { id: 'bigint', day: 'date', amount: 'double' });
  await lake.clean('orders', 'a.csv', 'id,day,amount,_row\n1,2026-01-02,0.1,1\n2,2026-02-03,0.2,2\n');
  const columns = { day: 'date', amount: 'double', year: 'bigint', month: 'bigint' };
  await lake.table('daily', {
    contract: contractOf(columns, ['day'], ['year', 'month']),
    sql: 'SELECT day, sum(amount) AS amount, year(day) AS year, month(day) AS month FROM orders GROUP BY day',
  });
  await lake.table('total', {
    contract: contractOf({ days: 'bigint' }, ['days']),
    sql: 'SELECT count(*) AS days FROM daily',
  });
});

afterEach(async () => {
  await lake.remove();
  await fresh.remove();
});

function build(files: FileSteps, final = lake.final) {
  const { room, processed, schemas, manifests } = lake;
  return buildTables({ room, shown: 'glue/tables', processed, final, schemas, manifests, sql: sparkSql, files });
}

class Killed extends Error {}

/** Steps of which the nth that changes something never happens, nor any after it: the process was killed there. */
function killedAt(nth: number): { readonly files: FileSteps; readonly steps: () => number } {
  let count = 0;
  const step = async (act: () => Promise<void>) => {
    count += 1;
    if (count >= nth) throw new Killed();
    await act();
  };
  return {
    steps: () => count,
    files: {
      ...fileSteps,
      makeFolder: (path) => step(() => fileSteps.makeFolder(path)),
      // A write that is cut leaves half of it.
      write: async (path, text) => {
        if (count + 1 === nth) await fileSteps.write(path, text.slice(0, text.length / 2));
        await step(() => fileSteps.write(path, text));
      },
      rename: (from, to) => step(() => fileSteps.rename(from, to)),
      remove: (path) => step(() => fileSteps.remove(path)),
    },
  };
}

/** What readers see holds together: a manifest's parts are there, or there is no manifest. */
async function expectReadable(): Promise<void> {
  const files = await lake.finalFiles();
  for (const table of ['daily', 'total']) {
    const manifest = await readTableManifest(lake.final, table);
    for (const part of manifest?.parts ?? []) expect(files[part.path]).toBe(part.sha256);
  }
}

test('a build that is killed at any step leaves what readers can read, and the next build makes the bytes of a clean one', async () => {
  await build(fileSteps);
  const yesterday = join(lake.root, 'yesterday');
  await cp(lake.final, yesterday, { recursive: true });
  await lake.clean('orders', 'a.csv', 'id,day,amount,_row\n1,2026-01-02,0.1,1\n2,2026-03-03,0.7,2\n');
  await build(fileSteps, fresh.final);
  const expected = await fresh.finalFiles();
  const whole = killedAt(Number.POSITIVE_INFINITY);
  await build(whole.files);
  expect(whole.steps()).toBeGreaterThan(10);
  for (let nth = 1; nth <= whole.steps(); nth += 1) {
    await rm(lake.final, { recursive: true });
    await cp(yesterday, lake.final, { recursive: true });
    await expect(build(killedAt(nth).files), `step ${nth}`).rejects.toThrow(Killed);
    await expectReadable();
    await build(fileSteps);
    expect(await lake.finalFiles(), `after step ${nth}`).toEqual(expected);
  }
}, 60_000);

test('whatever lies in the final bucket and is named by no manifest is swept', async () => {
  await build(fileSteps, fresh.final);
  const id = (await readTableManifest(fresh.final, 'daily'))?.inputHash?.slice(0, 16) ?? '';
  for (const path of [
    '_tables/daily.json.draft',
    '_tables/gone.json',
    'gone/0/data.parquet',
    `daily/${id}/year=2026/data.parquet`,
    'stray',
  ]) {
    await mkdir(join(lake.final, path, '..'), { recursive: true });
    await writeFile(join(lake.final, path), 'half');
  }
  await writeFile(join(lake.final, '_tables/total.json'), '{"format":1,"table":"to');
  await build(fileSteps);
  expect(await lake.finalFiles()).toEqual(await fresh.finalFiles());
});
