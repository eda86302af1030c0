import { personalData } from '../../infer/decide/personal-data.ts';
import type { DraftedColumn, DraftedShape } from './drafted-column.ts';
import type { ColumnProfile, RowsProfile } from './profile-columns.ts';
import { roundDown, roundUp } from './round-bound.ts';
import { sparkName } from './spark-name.ts';

/** A rule that today's rows are to be held against, in DQDL. */
export interface DraftedRule {
  readonly text: string;
  /** `error`: the schema or the key says so; `warn`: only the rows do. */
  readonly severity: 'error' | 'warn';
}

/** From so many rows on they are evidence of more than themselves. */
const evident = 20;
/** A text is one of few where each value comes so often on average. */
const often = 10;

/** Of a wide table only so many columns are watched for more than what its schema promises: nobody reads a thousand warnings. */
export const mostWatched = 40;

const rule = (text: string): DraftedRule => ({ text, severity: 'error' });
const hint = (text: string): DraftedRule => ({ text, severity: 'warn' });

/** Rules of a table by what its schemas promise and its rows show: candidates, to be judged before they are written. */
export function draftRules({ columns, key }: DraftedShape, profile: RowsProfile): DraftedRule[] {
  const { rows } = profile;
  const own = columns.filter(({ derived }) => !derived);
  const isWatched = new Set(own.slice(0, mostWatched));
  return [
    ...(rows > 0 ? [rule('RowCount > 0')] : []),
    rule(`IsPrimaryKey ${key.map((name) => text(name)).join(' ')}`),
    ...columns
      .filter(({ name, nullable, derived }) => !nullable && !derived && !key.includes(name))
      .map(({ name }) => rule(`IsComplete ${text(name)}`)),
    ...own.flatMap((column) => {
      const seen = profile.columns.get(column.name);
      const all = seen === undefined ? [] : columnRules(column, seen, rows, key);
      return isWatched.has(column) ? all : all.filter(({ severity }) => severity === 'error');
    }),
  ];
}

function columnRules(column: DraftedColumn, seen: ColumnProfile, rows: number, key: readonly string[]): DraftedRule[] {
  const isKey = key.includes(column.name);
  const shared = [...uniqueRules(column, seen, rows, isKey), ...completenessRules(column, seen, rows)];
  if (column.hidden) return shared;
  return [...valueRules(column, seen, rows, isKey), ...(isKey ? [] : rangeRules(column, seen, rows)), ...shared];
}

function valueRules(column: DraftedColumn, seen: ColumnProfile, rows: number, isKey: boolean): DraftedRule[] {
  const { law: own, type, nullable } = column;
  const name = text(column.name);
  const law = column.firm ? rule : hint;
  // A schema's list grows with what comes in, and a table shouldn't fail for it; but what tells rows apart is what it was.
  const listed = isKey ? law : hint;
  const list = (values: readonly string[]) => `in [${[...values, ...(nullable ? ['NULL'] : [])].join(', ')}]`;
  if (own.values !== undefined && own.values.length > 0) {
    if (type.kind === 'string')
      return [listed(`ColumnValues ${name} ${list(own.values.map((value) => text(String(value))))}`)];
    if (type.kind === 'integer') return [listed(`ColumnValues ${name} ${list(own.values.map(String))}`)];
    return [];
  }
  if (type.kind !== 'string') return [];
  if (own.pattern !== undefined && isPortable(own.pattern))
    return [law(`ColumnValues ${name} matches ${text(own.pattern)}${whereFilled(column)}`)];
  const isFew = seen.values !== undefined && seen.distinct > 1 && rows >= evident && rows / seen.distinct >= often;
  const values = seen.values ?? [];
  if (isKey || column.naming || !isFew || seen.nulls * 2 > rows || values.some(isFreeText)) return [];
  // Whose addresses came so far says nothing of those to come, and is nothing to be written down.
  if (personalData(column.name, values) !== undefined) return [];
  return [hint(`ColumnValues ${name} ${list(values.map(text))}`)];
}

/** What somebody wrote, rather than one of the words that a program knows. */
const isFreeText = (value: string): boolean => value.trim() === '' || value.length > 40 || /\p{Cc}/u.test(value);

function rangeRules(column: DraftedColumn, seen: ColumnProfile, rows: number): DraftedRule[] {
  const { law: own, type } = column;
  const name = text(column.name);
  const where = whereFilled(column);
  const law = column.firm ? rule : hint;
  const compare = (make: typeof hint, operator: string, bound: string) =>
    make(`ColumnValues ${name} ${operator} ${bound}${where}`);
  if (type.kind === 'date' || type.kind === 'timestamp') {
    const year = /^\d{4}-/.exec(seen.minimum ?? '')?.[0];
    return year === undefined || rows < evident ? [] : [compare(hint, '>=', `"${year}01-01"`)];
  }
  if (!['integer', 'number', 'decimal'].includes(type.kind) || own.values !== undefined) return [];
  const lower = own.minimum === undefined ? [] : [compare(law, '>=', own.minimum)];
  const upper = own.maximum === undefined ? [] : [compare(law, '<=', own.maximum)];
  const isEvidence = !column.naming && rows >= evident && seen.distinct > 1;
  const [least, greatest] = [roundDown(seen.minimum), roundUp(seen.maximum)];
  if (lower.length === 0 && isEvidence && least !== undefined) lower.push(compare(hint, '>=', least));
  if (upper.length === 0 && isEvidence && greatest !== undefined) upper.push(compare(hint, '<=', greatest));
  return [...lower, ...upper];
}

function uniqueRules(
  { name, naming }: DraftedColumn,
  seen: ColumnProfile,
  rows: number,
  isKey: boolean,
): DraftedRule[] {
  const isUnique =
    naming && !isKey && rows >= evident && seen.distinct === rows - seen.nulls && seen.distinct >= evident;
  return isUnique ? [hint(`IsUnique ${text(name)}`)] : [];
}

/** Half of today's gaps more are no alarm. */
function completenessRules({ name, nullable }: DraftedColumn, seen: ColumnProfile, rows: number): DraftedRule[] {
  if (!nullable || rows < evident) return [];
  const gaps = seen.nulls / rows;
  const floor = gaps === 0 ? 0.95 : Math.floor((1 - gaps * 1.5) * 20) / 20;
  return floor < 0.5 ? [] : [hint(`Completeness ${text(name)} > ${Math.min(floor, 0.95)}`)];
}

/** In Glue a comparison fails for null. */
const whereFilled = ({ name, nullable }: DraftedColumn): string =>
  nullable ? ` where ${text(`${sparkName(name)} IS NOT NULL`)}` : '';

/** A pattern that means the same in JavaScript, DuckDB and Java: anchored, and of plain signs alone. */
function isPortable(pattern: string): boolean {
  return /^\^[\w \-[\]{}(),+*?|.]+\$$/.test(pattern) && !/\(\?|\|.*\$$/.test(pattern.replace(/\([^()]*\)/g, ''));
}

/** A DQDL text. */
export const text = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
