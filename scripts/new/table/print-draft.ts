import { colour } from '../../cli/colour.ts';
import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import type { DraftedTable } from './draft-table.ts';

/** Says what was drafted: as data, or for a person, with the files themselves where they were not written. */
export function printDraft(
  draft: DraftedTable,
  { written, json }: { readonly written: boolean; readonly json: boolean },
  effects: Effects,
): void {
  const { stdout } = effects;
  const folder = `glue/tables/${draft.name}`;
  if (json) {
    const { name, files, ...rest } = draft;
    const data = { table: name, folder, written, ...rest, files };
    stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return;
  }
  const { rows, columns, key, partitions, rules } = draft;
  const parts = partitions.length === 0 ? '' : `, partitions ${partitions.join(', ')}`;
  const lines = [
    `${written ? 'made' : 'would make'} ${folder}: ${count(rows, 'row')} today, ${count(columns.length, 'column')}, key ${key.join(', ')}${parts}, ${count(rules, 'rule')}`,
    ...draft.files.flatMap(({ path, text }) =>
      written ? [`  ${folder}/${path}`] : ['', `=== ${folder}/${path}`, text.trimEnd()],
    ),
    ...(written ? [] : ['']),
    ...draft.toLookAt.map((remark) => `${colour('yellow', 'look', effects, 'stdout')} ${printable(remark)}`),
    ...(written ? [`now npx sluice validate ${folder}, npx sluice new dashboard NAME --table ${draft.name}`] : []),
  ];
  stdout.write(`${lines.join('\n')}\n`);
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
