import { toColumnName } from '../../lambda/schema/column-name.ts';
import type { Layout } from './layout/sniff-layout.ts';

/** A field of a file's records, with the name that its column gets. */
export interface NamedColumn {
  /** snake_case, unique in the file. */
  readonly name: string;
  /** As the file's header has it; undefined: it has none. */
  readonly header: string | undefined;
  /** The header can't tell it from others: its name comes twice, or is empty. */
  readonly byPlace: boolean;
}

/** @returns a name that is not among those taken */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}

/**
 * Names the fields of a file: its headers in snake_case; `column_3` where there is none that can be.
 * Delimiters at the end of every line make fields without a name and without a value: they are no columns.
 */
export function nameColumns({ header, width, rows }: Pick<Layout, 'header' | 'width' | 'rows'>): NamedColumn[] {
  const fields = header ?? Array.from({ length: width }, () => '');
  const last = fields.findLastIndex((name, index) => name !== '' || rows.some((row) => (row[index] ?? '') !== ''));
  const counts = Map.groupBy(fields, (name) => toColumnName(name) ?? name);
  const taken = new Set<string>();
  return fields.slice(0, last + 1).map((text, index) => {
    const name = freeName(toColumnName(text) ?? `column_${index + 1}`, taken);
    taken.add(name);
    const isAlone = text !== '' && counts.get(toColumnName(text) ?? text)?.length === 1;
    return { name, header: text === '' ? undefined : text, byPlace: !isAlone };
  });
}
