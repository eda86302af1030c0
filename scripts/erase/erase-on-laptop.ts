import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { openOutputFile } from '../clean/output-file.ts';
import type { DatasetFile } from '../lake/list-datasets.ts';
import type { Condition } from './conditions.ts';
import { checkRewritten } from './erase-in-aws.ts';
import { findRows } from './find-rows.ts';
import { type ErasureAction, type ErasurePlan, planErasure, type SeenVersion, unsearchable } from './plan-erasure.ts';
import { withoutRows } from './without-rows.ts';

/** Reads the dataset's files in the working tree. */
export async function planOnLaptop(
  files: readonly DatasetFile[],
  schema: DatasetSchema,
  conditions: readonly Condition[],
): Promise<ErasurePlan> {
  const seen: SeenVersion[] = [];
  for (const { key, path } of files) {
    const found = await findRows(key, () => createReadStream(path), schema, conditions);
    seen.push({ key, version: 'committed', isLatest: true, found });
  }
  const mentions = seen.reduce((sum, { found }) => sum + found.mentions, 0);
  const actions = planErasure(seen).filter((action) => action.do !== 'delete-version');
  return { actions, mentions, unsearchable: unsearchable(seen) };
}

/** Each file is replaced in one step. The next build makes the lake of what is left. */
export async function applyOnLaptop(
  files: readonly DatasetFile[],
  schema: DatasetSchema,
  conditions: readonly Condition[],
  actions: readonly ErasureAction[],
): Promise<void> {
  const paths = new Map(files.map(({ key, path }) => [key, path]));
  for (const action of actions) {
    const path = paths.get(action.key);
    if (path === undefined) continue;
    if (action.do === 'remove') await rm(path);
    if (action.do !== 'rewrite') continue;
    const { key, rows } = action;
    const { report } = await findRows(key, () => createReadStream(path), schema, conditions);
    const written = () => withoutRows(key, createReadStream(path), rows, report);
    await checkRewritten(key, written, schema, conditions, action.rowsIn - rows.length);
    const file = openOutputFile(path, 0o644);
    try {
      for await (const chunk of written()) await file.write(chunk);
      await file.publish();
    } finally {
      await file.discard();
    }
  }
}
