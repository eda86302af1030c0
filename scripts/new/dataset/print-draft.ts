import { colour } from '../../cli/colour.ts';
import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import { textTable } from '../../cli/text-table.ts';
import type { ColumnDraft } from '../../infer/decide/column-draft.ts';
import type { Inferred } from '../../infer/infer-dataset.ts';

function typeOf({ type, precision, scale, unit }: ColumnDraft): string {
  const size = type === 'decimal' ? `(${precision},${scale})` : '';
  return `${type}${size}${unit === undefined ? '' : ` ${unit}`}`;
}

function presenceOf({ required, facts, nullable }: ColumnDraft): string {
  if (required) return 'required';
  if (facts.rows > 0 && facts.nulls === 0) return nullable ? 'never empty' : 'given';
  return `${share(facts.nulls, facts.rows)} empty`;
}

function share(part: number, all: number): string {
  if (part === 0 || all === 0) return '0 %';
  const percent = (part / all) * 100;
  return percent < 1 ? '<1 %' : percent > 99 && percent < 100 ? '>99 %' : `${Math.round(percent)} %`;
}

/** One line a column: name, type, whether it may be empty, what the type rests on. */
export function printColumns({ columns, key, partition }: Inferred, effects: Effects): void {
  const rows = columns.map((column) => {
    const roles = [
      key?.columns.includes(column.name) ? 'key' : '',
      partition === column.name ? 'time' : '',
      column.personal === undefined ? '' : `personal: ${column.personal.sensitive}`,
    ].filter((role) => role !== '');
    const tokens =
      column.nullTokens.length === 0
        ? ''
        : `; ${column.nullTokens.map((token) => JSON.stringify(token)).join(', ')} is no value`;
    return [column.name, typeOf(column), presenceOf(column), roles.join(', '), printable(`${column.because}${tokens}`)];
  });
  const titles = ['column', 'type', 'presence', 'role', 'because'].map((title) => ({ title }));
  effects.stdout.write(`${textTable(titles, rows).join('\n')}\n`);
}

/** @param remarks as `remarksOf` gives them */
export function printRemarks(remarks: readonly string[], effects: Effects): void {
  for (const remark of remarks)
    effects.stdout.write(`${colour('yellow', 'look', effects, 'stdout')} ${printable(remark)}\n`);
}
