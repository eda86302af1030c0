import type { Column } from '../../../schema/dataset-schema.ts';
import { type AnyCell, anyCell } from './any-cell.ts';
import { type FileWish, respell } from './any-csv.ts';
import type { Random } from './random.ts';
import { recordDirtiness } from './record-dirtiness.ts';
import { spoilJson } from './spoil-json.ts';
import { type Piece, withBrokenBytes } from './spoil-line.ts';

interface Branch {
  readonly key: string;
  readonly column?: Column;
  readonly cell?: AnyCell;
  readonly inside: readonly Branch[];
}

function branchesOf(wish: FileWish, columns: readonly Column[], depth: number): Branch[] {
  const groups = Map.groupBy(columns, ({ path }) => path[depth] ?? '');
  return [...groups].map(([key, group]): Branch => {
    const [column] = group;
    if (column === undefined || column.path.length > depth + 1)
      return { key, inside: branchesOf(wish, group, depth + 1) };
    return { key, column, cell: anyCell(wish.schema, column, wish.dirt), inside: [] };
  });
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A JSON string, some of its characters as escapes. */
function quoted(random: Random, text: string): string {
  const plain = JSON.stringify(text);
  if (!random.chance(0.05)) return plain;
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return random.chance(0.5) ? plain.replaceAll(/[^\x20-\x7e]|[aeo]/g, escaped) : plain.replaceAll('/', '\\/');
}

function literal(random: Random, { type, json }: Column, text: string, dirtiness: number): string {
  if (text === '' && random.chance(0.5)) return 'null';
  if (random.chance(dirtiness / 3))
    return random.pick(['true', 'null', '[1]', '{}', '0', '-0', '1e400', '""', '{"a":{"b":[]}}', '"\\u0000"']);
  if (json === true) return /^[[{]/.test(text) && !random.chance(0.05) ? text : quoted(random, text);
  if (type.kind === 'boolean') return /^(true|false)$/.test(text) && random.chance(0.9) ? text : quoted(random, text);
  if (type.kind === 'string' || type.kind === 'date' || type.kind === 'timestamp') return quoted(random, text);
  return number.test(text) && random.chance(0.85) ? text : quoted(random, text);
}

function recordWriter(random: Random, wish: FileWish) {
  const { schema } = wish;
  const branches = branchesOf(wish, schema.columns, 0);
  const colon = random.pick([':', ':', ': ', ' : ']);
  const comma = random.pick([',', ',', ', ', ' ,\t']);
  const names = new Map<string, string>();
  const spelt = random.chance(0.3);
  const nameOf = (key: string): string => {
    const known =
      names.get(key) ?? JSON.stringify(spelt && random.chance(0.5) ? respell(random, { name: key, aliases: [] }) : key);
    names.set(key, known);
    return known;
  };

  function object(inside: readonly Branch[], dirtiness: number): string {
    const ordered = random.chance(0.05) ? random.shuffle(inside) : inside;
    const members: string[] = [];
    for (const { key, column, cell, inside: inner } of ordered) {
      if (random.chance(0.02)) continue;
      const value =
        column === undefined || cell === undefined
          ? nested(inner, dirtiness)
          : literal(random, column, cell(random, dirtiness), dirtiness);
      members.push(`${nameOf(key)}${colon}${value}`);
    }
    return `{${members.join(comma)}}`;
  }
  function nested(inner: readonly Branch[], dirtiness: number): string {
    return random.chance(0.05)
      ? 'null'
      : random.chance(dirtiness / 4)
        ? random.pick(['1', '"x"', '[]', '{}', '[{}]'])
        : object(inner, dirtiness);
  }
  return (dirtiness: number): string => object(branches, dirtiness);
}

/** Joins records as the format has them: lines, or one array. @returns what stands before, between and after */
function frameOf(random: Random, wish: FileWish): { open: string; between: string; close: string } {
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  if (wish.schema.format === 'ndjson') return { open: '', between: end, close: random.chance(0.8) ? end : '' };
  const pretty = random.pick(['', end, `${end}  `]);
  return {
    open: random.pick(['[', '[', ` [${end}`, `${end}[ `]) + pretty,
    between: random.chance(0.95) ? `,${pretty}` : random.pick([` ,${end}`, ',,', `${end}`, ' ']),
    close: random.chance(0.97)
      ? `${pretty}]${random.pick(['', end])}`
      : random.pick(['', ',', '] x', `]${end}{}`, ',]']),
  };
}

/** The bytes of an NDJSON file or a JSON array for a schema, as pieces. */
export function anyJson(random: Random, wish: FileWish): Piece[] {
  const { dirt, dirtiness, records } = wish;
  const write = recordWriter(random, wish);
  const { open, between, close } = frameOf(random, wish);
  const pieces: Piece[] = [open];
  let before = '';
  for (let record = 0; record < records; record++) {
    const end = record === records - 1 ? '' : between;
    const { cells, whole } = recordDirtiness(random, dirtiness);
    let text = write(cells);
    if (before !== '' && random.chance(dirtiness / 4)) {
      dirt.hit('record that came before');
      text = before;
    }
    before = random.chance(0.1) ? text : before;
    if (!whole) pieces.push(text + end);
    else if (random.chance(0.1)) {
      dirt.hit('bytes that are no UTF-8');
      pieces.push(...withBrokenBytes(random, text), end);
    } else pieces.push(spoilJson(random, text, wish.longest, dirt) + end);
  }
  return [...pieces, close];
}
