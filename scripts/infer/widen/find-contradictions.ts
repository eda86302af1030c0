import type { ColumnDraft } from '../decide/column-draft.ts';
import { findings, type WidenFinding } from './findings.ts';
import { readDaysOtherwise, readNumbersOtherwise } from './read-otherwise.ts';
import { isSlip } from './slips.ts';
import { type FileVerdict, joinVerdicts } from './verify-files.ts';
import type { WideningColumn } from './widen-column.ts';

type DraftedColumn = Pick<WideningColumn, 'column' | 'draft'>;

const isNumber = (kind: string): boolean => kind === 'integer' || kind === 'number' || kind === 'decimal';

/** Numbers without marks, as messages show them. */
const plain = '1234.56';

/** A format of the new files that contradicts one of the schema. */
type Contradiction = readonly [format: string, known: string];

function daysOf({ column, draft }: DraftedColumn): Contradiction | undefined {
  for (const format of draft.formats)
    for (const known of column.formats) if (readDaysOtherwise(format, known)) return [format, known];
  return undefined;
}

/** Whether plain numbers of the new files have fractions that can't be groups of three digits. */
function hasPoints({ type, scale, facts }: ColumnDraft): boolean {
  if (type === 'integer') return false;
  if (scale !== undefined) return scale > 0 && scale !== 3;
  if (facts.values !== undefined)
    return facts.values.some((value) => /^[+-]?\d*\.\d+$/.test(value) && !/^[+-]?\d{1,3}(\.\d{3})+$/.test(value));
  return facts.range?.some((bound) => !Number.isInteger(bound * 1000)) === true;
}

function marksOf({ column, draft }: DraftedColumn): Contradiction | undefined {
  for (const format of draft.formats) {
    const known = column.formats.find((one) => readNumbersOtherwise(format, one));
    if (known !== undefined) return [format, known];
    const isPlain = column.formats.length === 0 && column.type.kind !== 'integer';
    if (isPlain && readNumbersOtherwise(format, undefined)) return [format, plain];
  }
  return undefined;
}

/** Numbers with a point, of which a schema whose point groups thousands reads some, and wrongly. */
function pointsOf({ column, draft }: DraftedColumn): Contradiction | undefined {
  if (draft.formats.length > 0 || !hasPoints(draft)) return undefined;
  const known = column.formats.find((one) => readNumbersOtherwise(one, undefined));
  return known === undefined ? undefined : [plain, known];
}

const isDay = (kind: string): boolean => kind === 'date' || kind === 'timestamp' || kind === 'date-time';

/**
 * Finds columns whose days could be read in either order, whose numbers are in another unit, and those whose new files are written so that one text would be two days or two numbers: the schema would read the new rows, or the old ones, wrongly.
 * @param verdicts what clean makes of the new files by the schema: an order or mark that some other column settled, and by which the schema reads all, is none
 */
export function findContradictions(
  columns: readonly DraftedColumn[],
  verdicts: readonly FileVerdict[],
): WidenFinding[] {
  const verdict = joinVerdicts(verdicts);
  return columns.flatMap((drafted) => {
    const { column, draft } = drafted;
    const { file, line } = verdict.examples.find(({ message }) => message.startsWith(`${column.name}: `)) ?? {
      file: verdicts[0]?.file ?? '',
      line: undefined,
    };
    const refused = verdict.reasons.filter(
      (reason) => reason.column === column.name && reason.code.endsWith('-format'),
    );
    const isRefused = refused.length > 0;
    if (isDay(column.type.kind) && draft.openOrder === true)
      return refused.every((reason) => isSlip(reason, column, draft, verdicts))
        ? []
        : [findings.dayOrderOpen({ file, line }, column.name)];
    if (isDay(column.type.kind) && isDay(draft.type)) {
      const found = isRefused ? daysOf(drafted) : undefined;
      return found === undefined ? [] : [findings.dateOrdersDiffer({ file, line }, column.name, ...found)];
    }
    if (!isNumber(column.type.kind) || !isNumber(draft.type)) return [];
    if (draft.unit !== undefined && column.unit !== undefined && draft.unit !== column.unit)
      return [findings.unitsDiffer({ file, line }, column.name, draft.unit, column.unit)];
    const found = isRefused && draft.formats.length > 0 ? marksOf(drafted) : pointsOf(drafted);
    return found === undefined ? [] : [findings.numberMarksDiffer({ file, line }, column.name, ...found)];
  });
}
