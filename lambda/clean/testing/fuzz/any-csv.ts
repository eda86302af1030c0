import type { Column, DatasetSchema } from '../../../schema/dataset-schema.ts';
import { type AnyCell, anyCell } from './any-cell.ts';
import type { DirtLog } from './dirt-log.ts';
import type { Random } from './random.ts';
import { recordDirtiness } from './record-dirtiness.ts';
import { type CsvStyle, createLineSpoiler, type Piece } from './spoil-line.ts';

/** What of a file to make. */
export interface FileWish {
  readonly schema: DatasetSchema;
  readonly records: number;
  /** Share of the records that are not sound, 0 to 1. */
  readonly dirtiness: number;
  /** Longest record, in characters. */
  readonly longest: number;
  readonly dirt: DirtLog;
}

interface Field {
  readonly name: string;
  readonly cell: AnyCell;
}

/** A name as people write it in a header: mostly as it is. */
export function respell(random: Random, column: Pick<Column, 'name' | 'aliases'>): string {
  const { name, aliases } = column;
  const kind = random.below(12);
  if (kind === 0) return name.toUpperCase();
  if (kind === 1) return name.replaceAll('_', ' ');
  if (kind === 2) return name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  if (kind === 3 && aliases.length > 0) return random.pick(aliases);
  return name;
}

function fieldsOf(random: Random, { schema, dirt }: FileWish): Field[] {
  const all = schema.columns.map((column) => ({ column, cell: anyCell(schema, column, dirt) }));
  if (schema.dialect.header === false) return all.map(({ column: { name }, cell }) => ({ name, cell }));
  const kept = all.filter(({ column }) => (column.required ? !random.chance(0.005) : !random.chance(0.05)));
  const fields = kept.map(({ column, cell }): Field => ({ name: respell(random, column), cell }));
  const unknown: AnyCell = () => (random.chance(0.3) ? 'more' : '');
  if (random.chance(0.06))
    fields.push({ name: random.pick(['unknown', 'toString', '__proto__', '_cell_4', '']), cell: unknown });
  if (random.chance(0.03)) fields.push({ name: '', cell: () => (random.chance(0.02) ? 'x' : '') });
  if (random.chance(0.04))
    fields.push({ name: random.pick(['_file', '_line', '_reasons']), cell: () => 'orders/a.csv' });
  if (random.chance(0.005)) fields.push(...fields.slice(0, 1));
  return random.chance(0.4) ? random.shuffle(fields) : fields;
}

/** Makes the writer of fields: quoted where they must be, and as often as the file's habit is. */
function fieldWriter(random: Random, { delimiter, quote }: CsvStyle): (text: string) => string {
  const habit = random.pick([0, 0, 0.05, 0.5, 1]);
  const blanks = random.chance(0.2);
  return (text) => {
    const special = text.includes(delimiter) || text.includes('\n') || text.includes('\r');
    if (quote === '') return special ? text.replaceAll(delimiter, '').replaceAll(/[\r\n]/g, '') : text;
    if (!special && !text.includes(quote) && !(habit > 0 && random.chance(habit))) return text;
    const quoted = quote + text.replaceAll(quote, quote + quote) + quote;
    if (!blanks || !random.chance(0.3)) return quoted;
    const blank = random.pick([' ', '\t', '  ', ' \t'].filter((one) => !one.includes(delimiter)));
    return random.chance(0.5) ? blank + quoted + blank : random.chance(0.5) ? blank + quoted : quoted + blank;
  };
}

/** The bytes of a CSV file for a schema, as pieces: preamble, header, then one piece or more for each record. */
export function anyCsv(random: Random, wish: FileWish): Piece[] {
  const { schema, dirt, dirtiness, longest, records } = wish;
  const { dialect } = schema;
  const style: CsvStyle = {
    delimiter: dialect.delimiter ?? random.pick([',', ',', ';', '\t', '|']),
    quote: dialect.quote ?? '"',
    comment: dialect.comment,
    longest,
  };
  const endings = random.pick([['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']]);
  if (endings.length > 1) dirt.hit('mixed line endings');
  const write = fieldWriter(random, style);
  const spoil = createLineSpoiler(style);
  const fields = fieldsOf(random, wish);
  const pieces: Piece[] = [];
  for (let line = 0; line < (dialect.skipLines ?? 0); line++) pieces.push(`preamble "${line}${random.pick(endings)}`);
  if (dialect.header !== false) {
    pieces.push(`${fields.map(({ name }) => write(name)).join(style.delimiter)}${random.pick(endings)}`);
  }
  let before = '';
  for (let record = 0; record < records; record++) {
    const { cells, whole } = recordDirtiness(random, dirtiness);
    let line = fields.map(({ cell }) => write(cell(random, cells))).join(style.delimiter);
    if (before !== '' && random.chance(dirtiness / 4)) {
      dirt.hit('record that came before');
      line = before;
    }
    before = random.chance(0.1) ? line : before;
    const end = record === records - 1 && random.chance(0.3) ? '' : random.pick(endings);
    if (whole) pieces.push(...spoil(random, line, dirt), end);
    else pieces.push(line + end);
  }
  return pieces;
}
