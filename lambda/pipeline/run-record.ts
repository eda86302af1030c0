import { isObject, type JsonObject } from '../handler/json-value.ts';
import { recordJson, recordOfAnotherRun, recordShape } from './pipeline-error.ts';

/** What became of a table in a run; README.md says what each means. */
export const tableOutcomes = ['published', 'unchanged', 'refused', 'failed', 'stale'] as const;
export type TableOutcome = (typeof tableOutcomes)[number];

export interface TableResult {
  readonly table: string;
  readonly outcome: TableOutcome;
  /** Of the table as readers see it. */
  readonly rows: number;
  /** Messages, in the form of all messages; none quotes a value of a sensitive column. */
  readonly findings: readonly string[];
}

/** What the job leaves behind as its last act: `_transforms/<run>.json` of the final bucket. */
export interface RunRecord {
  readonly format: 1;
  readonly run: string;
  readonly tables: readonly TableResult[];
}

export const recordKey = (run: string): string => `_transforms/${run}.json`;

const isOutcome = (value: unknown): value is TableOutcome => tableOutcomes.some((outcome) => outcome === value);
const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function readTable(value: unknown, place: string, key: string): TableResult {
  const wrong = (name: string, expected: string, got: unknown) => recordShape(key, `${place}${name}`, expected, got);
  if (!isObject(value)) throw wrong('', 'an object', value);
  const { table, outcome, rows, findings = [] } = value;
  if (typeof table !== 'string' || table === '') throw wrong('.table', 'a name', table);
  if (!isOutcome(outcome)) throw wrong('.outcome', `one of ${tableOutcomes.join(', ')}`, outcome);
  if (typeof rows !== 'number') throw wrong('.rows', 'a number', rows);
  if (!areTexts(findings)) throw wrong('.findings', 'a list of texts', findings);
  return { table, outcome, rows, findings };
}

function parseJson(text: string, key: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw recordJson(key, cause);
  }
  if (!isObject(value)) throw recordShape(key, 'the record', 'an object', value);
  return value;
}

/**
 * @param text the object's
 * @param run whose record it should be
 * @throws PipelineError
 */
export function parseRunRecord(text: string, run: string): RunRecord {
  const key = recordKey(run);
  const { format, run: of, tables } = parseJson(text, key);
  if (format !== 1) throw recordShape(key, 'format', 'the number 1', format);
  if (typeof of !== 'string') throw recordShape(key, 'run', 'a name', of);
  if (of !== run) throw recordOfAnotherRun(key, run, of);
  if (!Array.isArray(tables)) throw recordShape(key, 'tables', 'a list', tables);
  return { format, run, tables: tables.map((table, index) => readTable(table, `tables[${index}]`, key)) };
}
