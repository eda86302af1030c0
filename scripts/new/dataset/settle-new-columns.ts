import { createColumnFinder } from '../../../lambda/clean/match-header.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { ColumnDraft } from '../../infer/decide/column-draft.ts';
import { inferDataset } from '../../infer/infer-dataset.ts';
import type { InputFile } from '../../infer/input-file.ts';
import { isJsonObject } from '../../infer/widen/json-values.ts';
import { rewriteSchema } from '../../infer/widen/rewrite-schema.ts';
import { ownOf, propertyAt } from '../../infer/widen/schema-places.ts';
import { type DatasetTask, metaSchema } from './dataset-task.ts';
import { type PersonalDecision, settlePersonal } from './settle-personal.ts';

/** What becomes of personal columns that new files bring. */
export interface SettledColumns extends PersonalDecision {
  /** Columns that the schema has, and that hold personal data only now: what protects them from now on. */
  readonly hidden: readonly { readonly column: Column; readonly sensitive: string }[];
  readonly remarks: readonly string[];
}

const columnOf = ({ columns }: DatasetSchema, { name, aliases }: ColumnDraft): Column | undefined => {
  const find = createColumnFinder(columns);
  return [name, ...aliases].map((one) => find(one)).find((column) => column !== undefined);
};

/** Names of columns that looked personal in a file before too: somebody settled that they are published as they are. */
async function personalBefore(old: readonly InputFile[], { options }: DatasetTask): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const { name, dateOrder, timeZone } = options;
  for (const file of old) {
    const read = await inferDataset([file], { name, metaSchema, dateOrder, timeZone, say: () => undefined });
    const columns = 'findings' in read ? [] : read.inferred.columns;
    for (const column of columns) if (column.personal !== undefined) found.add(column.name);
  }
  return found;
}

const looks = ({ name, personal }: ColumnDraft): string => `${name} looks like ${personal?.what} (${personal?.why})`;

/**
 * Settles what becomes of columns that hold personal data, and did not before, before a file is copied: new ones, and those that held something else.
 * Where nothing will be written nobody is asked, nor where the dataset's owner declared its files.
 * @param known the schema as it is @param drafted columns of the new files @param old the dataset's files, as far as they are here
 * @throws CommandError `personal-data` where nobody can be asked and nothing was said
 */
export async function settleNewColumns(
  task: DatasetTask,
  known: DatasetSchema,
  drafted: readonly ColumnDraft[],
  old: readonly InputFile[],
): Promise<SettledColumns> {
  const { options, effects } = task;
  const isKnown = (draft: ColumnDraft): boolean => columnOf(known, draft) !== undefined;
  const looking = drafted.filter((draft) => {
    const isNamed = options.notPersonal.includes(draft.name);
    return draft.personal !== undefined && !isNamed && columnOf(known, draft)?.sensitive === undefined;
  });
  const before = looking.some(isKnown) ? await personalBefore(old, task) : new Set<string>();
  const open = looking.filter((draft) => !isKnown(draft) || !before.has(draft.name));
  const isDeclared = known.declared !== undefined || known.source === 'upload';
  const isAsked = options.apply && !options.dryRun && !isDeclared;
  const settled = await settlePersonal(
    drafted.filter((draft) => open.includes(draft) || options.notPersonal.includes(draft.name)),
    { ...options, dryRun: !isAsked },
    effects,
  );
  const columns = drafted.map((column) => settled.columns.find(({ name }) => name === column.name) ?? column);
  const hidden = isDeclared
    ? []
    : settled.columns.flatMap((draft) => {
        const column = columnOf(known, draft);
        return column === undefined || column.sensitive !== undefined || draft.personal === undefined
          ? []
          : [{ column, sensitive: draft.personal.sensitive }];
      });
  return {
    ...settled,
    columns,
    source: known.source === 'upload' ? 'upload' : settled.source,
    hidden,
    remarks: [
      // Who was asked needs no reminder.
      ...(isAsked ? [] : open.map((draft) => remarkOn(draft, known, isKnown(draft)))),
      ...beforeRemarks(looking, open),
    ],
  };
}

function remarkOn(draft: ColumnDraft, { declared, source }: DatasetSchema, isKnown: boolean): string {
  const published = isKnown ? '; it is published as it is unless "sensitive" protects it in schema.json' : '';
  if (declared !== undefined)
    return `${looks(draft)}: its files may be committed, since they are declared ${declared}${published}`;
  if (source === 'upload') return `${looks(draft)}: its files are uploaded, and not committed${published}`;
  return `${looks(draft)}, and ${isKnown ? 'held something else before' : 'is new'}: with --apply it has to be settled`;
}

const beforeRemarks = (looking: readonly ColumnDraft[], open: readonly ColumnDraft[]): string[] =>
  looking.filter((draft) => !open.includes(draft)).map((draft) => `${looks(draft)}, as in the files before`);

/** The schema's text with what a person said of its files and columns, and that in words. */
export function declareFiles(
  text: string,
  { declared, source, hidden }: SettledColumns,
): { readonly text: string; readonly changes: readonly string[] } {
  const before: unknown = JSON.parse(text);
  const after: unknown = JSON.parse(text);
  if (!isJsonObject(before) || !isJsonObject(after)) return { text, changes: [] };
  const own = ownOf(after);
  const changes: string[] = [];
  if (declared !== undefined && own['declared'] !== declared) {
    own['declared'] = declared;
    changes.push(`its files are declared ${declared}`);
  }
  if (source === 'upload' && own['source'] !== source) {
    own['source'] = source;
    changes.push('its files are uploaded from now on, and not committed');
  }
  for (const { column, sensitive } of hidden) {
    const property = propertyAt(after, column.path);
    if (property === undefined) continue;
    ownOf(property)['sensitive'] = sensitive;
    changes.push(`${column.name}: "sensitive" is "${sensitive}"`);
  }
  return { text: rewriteSchema(text, before, after), changes };
}
