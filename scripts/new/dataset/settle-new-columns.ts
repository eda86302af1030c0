import { createColumnFinder } from '../../../lambda/clean/match-header.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import type { ColumnDraft } from '../../infer/decide/column-draft.ts';
import { isJsonObject } from '../../infer/widen/json-values.ts';
import { rewriteSchema } from '../../infer/widen/rewrite-schema.ts';
import type { DatasetTask } from './dataset-task.ts';
import { type PersonalDecision, settlePersonal } from './settle-personal.ts';

/**
 * Settles what becomes of personal columns that a dataset does not have yet, before a file is copied beside it. Where nothing will be written
 * nobody is asked.
 * @param text of the schema as it is @param drafted columns of the new files
 * @throws CommandError `personal-data` where nobody can be asked and nothing was said
 */
export async function settleNewColumns(
  { options, effects }: DatasetTask,
  text: string,
  drafted: readonly ColumnDraft[],
): Promise<PersonalDecision> {
  const parsed = parseDatasetSchema(text, { name: options.name, file: 'schema.json' });
  const known = 'schema' in parsed ? parsed.schema : undefined;
  const find = createColumnFinder(known?.columns ?? []);
  const isNew = ({ name, aliases }: ColumnDraft): boolean => [name, ...aliases].every((one) => find(one) === undefined);
  const isSettled = known?.declared !== undefined || known?.source === 'upload';
  const settled = await settlePersonal(
    drafted.filter(isNew),
    { ...options, dryRun: options.dryRun || !options.apply || isSettled },
    effects,
  );
  const columns = drafted.map((column) => settled.columns.find(({ name }) => name === column.name) ?? column);
  return { ...settled, columns, source: known?.source === 'upload' ? 'upload' : settled.source };
}

/** The schema's text with what a person said of its files. */
export function declareFiles(text: string, { declared, source }: PersonalDecision): string {
  const before: unknown = JSON.parse(text);
  if (!isJsonObject(before)) return text;
  const own = isJsonObject(before['x-sluice']) ? before['x-sluice'] : {};
  const said = { ...(declared === undefined ? {} : { declared }), ...(source === 'upload' ? { source } : {}) };
  return rewriteSchema(text, before, { ...before, 'x-sluice': { ...own, ...said } });
}
