import type { Finding } from '../../lambda/schema/finding.ts';
import { readInput } from '../clean/input-file.ts';
import type { DatasetFolder } from '../lake/list-datasets.ts';
import { formatSchema } from './format-schema.ts';
import { inferDataset } from './infer-dataset.ts';
import { remarksOf } from './remarks-of.ts';

/** A schema for a folder that holds files and none. */
export interface OpenDraft {
  readonly dataset: string;
  /** schema.json, ready to copy. */
  readonly text: string;
  /** What a person should look at. */
  readonly lookAt: readonly string[];
}

const isPublished =
  'its files hold what looks personal and are in the branch already: if that must not be, take them out of its history too; if they may be public, write "declared": "public"';

/**
 * Drafts a schema for each folder that has data files and no schema.json: somebody dragged a file into it.
 * @param folders of datasets/, as listed @param isChosen whether a dataset is to be judged
 * @returns drafts, and why there is none of some file
 */
export async function draftOpenDatasets(
  folders: readonly DatasetFolder[],
  isChosen: (dataset: string) => boolean,
  say: (text: string) => void,
): Promise<{ readonly drafts: readonly OpenDraft[]; readonly findings: readonly Finding[] }> {
  const drafts: OpenDraft[] = [];
  const findings: Finding[] = [];
  for (const { dataset, schema, files } of folders) {
    if (schema !== undefined || files.length === 0 || !isChosen(dataset)) continue;
    const inputs = files.map(({ name, path, bytes }) => ({
      name,
      open: () => readInput({ file: name, path }, bytes, {}),
    }));
    const read = await inferDataset(inputs, {
      name: dataset,
      metaSchema: '../../lambda/schema/dataset.schema.json',
      say: (text) => say(`drafting a schema: ${text}`),
    });
    if ('findings' in read) {
      findings.push(...read.findings);
      continue;
    }
    const isPersonal = read.inferred.columns.some(({ personal }) => personal !== undefined);
    drafts.push({
      dataset,
      text: formatSchema(read.inferred.schema),
      lookAt: [...(isPersonal ? [isPublished] : []), ...remarksOf(read.inferred)],
    });
  }
  return { drafts, findings };
}
