import { compileCell } from '../../../lambda/clean/cells/compile-cell.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { InputFile } from '../input-file.ts';
import { type CleanRow, cleanRows } from './clean-rows.ts';
import { findings, type WidenFinding } from './findings.ts';

/** Deep enough for any cell that is read again. */
const depth = 64;

/** Whether a value by the wider schema means what it was. */
type Means = (before: string, now: string) => boolean;

/** A type that became wider may write a value otherwise: what the old type reads of it has to be the value that was there. */
function meaningOf(before: Column, now: Column): Means {
  const read = compileCell(before, depth);
  const readDay = compileCell({ ...now, formats: ['YYYY-MM-DD'] }, depth);
  const becomesInstant = before.type.kind === 'date' && now.type.kind === 'timestamp';
  return (old, value) => {
    // A day becomes its first instant in the column's zone.
    const cell = becomesInstant ? readDay(old) : read(value);
    return 'text' in cell && cell.text === (becomesInstant ? value : old);
  };
}

interface Loss {
  readonly column: Column | undefined;
  readonly row: number;
  readonly change: readonly [string, string | null] | undefined;
  count: number;
}

/** What one file loses, by column; its rows as a whole under ''. */
async function compareFile(before: DatasetSchema, after: DatasetSchema, file: InputFile): Promise<Loss[]> {
  const losses = new Map<string, Loss>();
  const add = (column: Column | undefined, row: number, change: Loss['change']): void => {
    const known = losses.get(column?.name ?? '');
    if (known !== undefined) known.count++;
    else losses.set(column?.name ?? '', { column, row, change, count: 1 });
  };
  const columns = before.columns.map((column) => {
    const at = after.columns.findIndex(({ name }) => name === column.name);
    const now = after.columns[at];
    return { column, at, means: now === undefined ? () => false : meaningOf(column, now) };
  });
  const compareRow = ({ row, values }: CleanRow, now: CleanRow): void => {
    for (const [index, { column, at, means }] of columns.entries()) {
      const [old, value] = [values[index] ?? null, now.values[at] ?? null];
      if (old === null || old === value || (value !== null && means(old, value))) continue;
      add(column, row, column.sensitive === undefined ? [old, value] : undefined);
    }
  };
  const [reading, other] = [cleanRows(before, file), cleanRows(after, file)];
  let now = await other.next();
  for (let old = await reading.next(); ; old = await reading.next()) {
    if (old.done === true) {
      while (now.done !== true) now = await other.next();
      // A file that was refused before loses nothing.
      return old.value.isRefused ? [] : [...losses.values()];
    }
    const { row } = old.value;
    while (now.done !== true && now.value.row < row) now = await other.next();
    if (now.done === true || now.value.row > row) add(undefined, row, undefined);
    else compareRow(old.value, now.value);
  }
}

/**
 * Cleans the files before by both schemas, and compares every value: none may be gone or another, though its type may be wider.
 * @returns one finding for each file and column that would lose
 */
export async function findLostValues(
  before: DatasetSchema,
  after: DatasetSchema,
  files: readonly InputFile[],
): Promise<WidenFinding[]> {
  const found: WidenFinding[] = [];
  for (const file of files)
    for (const { column, row, change, count } of await compareFile(before, after, file))
      found.push(findings.valuesLost({ file: file.name }, { column: column?.name, row, lost: count, change }));
  return found;
}
