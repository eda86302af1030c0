import type { CatalogueColumn } from '../../model.ts';
import { element } from '../element.ts';

type Fact = readonly [term: string, description: string | Node | undefined];

/** A list of terms and what is known of them; unknown ones are left out. */
export function factList(facts: readonly Fact[], width: 'narrow' | 'wide' = 'narrow'): HTMLElement {
  const rows = facts.flatMap(([term, description]) =>
    description === undefined || description === ''
      ? []
      : [element('div', {}, element('dt', {}, term), element('dd', {}, description))],
  );
  return element('dl', { class: `facts facts-${width}` }, ...rows);
}

/** A heading with what follows it. */
export function section(heading: string, ...content: readonly (Node | undefined)[]): HTMLElement {
  return element('section', { class: 'entry-section' }, element('h2', {}, heading), ...content);
}

/**
 * A small table of text and right-aligned numbers.
 * @param numbers heads of columns that hold numbers as elements
 */
export function smallTable(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number | Node)[])[],
  numbers: readonly string[] = [],
): HTMLElement {
  const numeric = heads.map(
    (head, column) =>
      numbers.includes(head) || (rows.length > 0 && rows.every((row) => typeof row[column] === 'number')),
  );
  const cell = (value: string | number | Node, column: number) =>
    element('td', { class: numeric[column] ? 'number' : undefined }, typeof value === 'number' ? count(value) : value);
  const head = heads.map((text, column) =>
    element('th', { scope: 'col', class: numeric[column] ? 'number' : undefined }, text),
  );
  const table = element(
    'table',
    { 'aria-label': name },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map(cell)))),
  );
  return element('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': name }, table);
}

/** Names, types, units and what they mean. */
export function columnTable(name: string, columns: readonly CatalogueColumn[]): HTMLElement {
  return smallTable(
    `Columns of ${name}`,
    ['Column', 'Type', 'Unit', 'Description'],
    columns.map((column) => [
      element('code', {}, column.name),
      column.type,
      column.unit ?? '',
      column.sensitive === undefined
        ? (column.description ?? '')
        : `${column.description ?? ''} (sensitive: ${column.sensitive})`.trim(),
    ]),
  );
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `P1D` as "every day"; a duration of several parts stays as it is. */
export function freshnessText(duration: string | undefined): string | undefined {
  const match = /^P(?:T)?(\d+)([YMWDH])$/.exec(duration ?? '');
  if (match === null) return duration;
  const [, many = '1', letter = 'D'] = match;
  const minutes = duration?.startsWith('PT') && letter === 'M';
  const unit = minutes ? 'minute' : { Y: 'year', M: 'month', W: 'week', D: 'day', H: 'hour' }[letter];
  return many === '1' ? `New data every ${unit}` : `New data every ${many} ${unit}s`;
}

/** Bytes in the unit that leaves few digits. */
export function bytesText(bytes: number | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${size.toFixed(power === 0 || size >= 100 ? 0 : 1)} ${units[power]}`;
}
