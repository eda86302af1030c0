import { toColumnName } from '../../lambda/schema/column-name.ts';
import { formatOfFile } from '../../lambda/schema/file-format.ts';
import { type Finding, quote } from '../../lambda/schema/finding.ts';
import { datePatterns } from './decide/date-patterns.ts';
import { numberFormats } from './decide/number-formats.ts';
import { unitOfName } from './decide/unit-of-name.ts';
import { ColumnEvidence } from './evidence/column-evidence.ts';
import type { Shape } from './evidence/value-shapes.ts';
import { findings } from './findings.ts';
import { gatherCsv } from './gather-csv.ts';
import { gatherJson, type JsonFields, mostFields } from './gather-json.ts';
import type { InputFile } from './input-file.ts';
import { readHead } from './layout/read-head.ts';
import { type Layout, sniffLayout } from './layout/sniff-layout.ts';
import { type NamedColumn, nameColumns } from './name-columns.ts';
import { textSchema } from './text-schema.ts';

/** A column as it was seen in all files. */
export interface SeenColumn {
  readonly name: string;
  /** As the files' headers have it: most have one, and some none. */
  readonly headers: readonly string[];
  /** Keys from a JSON record's root; undefined: a field of a CSV record. */
  readonly path: readonly string[] | undefined;
  readonly evidence: ColumnEvidence;
  /** Its values are arrays or objects. */
  readonly isCompound: boolean;
}

/** All files of a dataset, read to their ends. */
export interface SeenFiles {
  readonly columns: readonly SeenColumn[];
  readonly rows: number;
  /** Records that are none: too few or too many fields, a stray quote. */
  readonly unread: number;
  /** How the CSV files among them are written. */
  readonly layouts: readonly Layout[];
  /** A header can't tell all columns: they are read by their places. */
  readonly byPlace: boolean;
  /** All CSV files are taken for windows-1252, since their bytes are no UTF-8. */
  readonly isLatin: boolean;
  /** About the files together: what a person should look at. */
  readonly lookAt: readonly string[];
  /** Of all files; undefined where they differ. */
  readonly format: 'csv' | 'ndjson' | 'json' | undefined;
}

interface CsvColumn {
  readonly headers: Set<string>;
  /** That its headers name; undefined: none does. */
  unit: string | undefined;
  byPlace: boolean;
  readonly evidence: ColumnEvidence;
}

interface CsvSeen {
  readonly evidence: Map<string, CsvColumn>;
  readonly layouts: Layout[];
  readonly lookAt: string[];
  first: string | undefined;
  /** Files that are taken for windows-1252. */
  latin: number;
}

/** Whether values that are written so may be dates or numbers. */
const mayBeTyped = (shape: Shape): boolean => datePatterns(shape).length > 0 || numberFormats([shape]) !== undefined;

const squeeze = (name: string): string => name.replaceAll('_', '');

const bareName = (name: string, unit: string | undefined): string =>
  unit === undefined ? name : name.replace(/_[a-z0-9]+$/, '');

/**
 * The column of the files before that a name means in this one: the same, or the same but for its spaces, or but for a unit that one of the two
 * leaves out. Dollars and euros are two columns.
 */
function knownName(csv: CsvSeen, column: NamedColumn, own: ReadonlySet<string>): string | undefined {
  if (csv.evidence.has(column.name)) return column.name;
  const unit = unitOfName(column.name, column.header);
  const bare = bareName(column.name, unit);
  return [...csv.evidence].find(([known, { unit: knownUnit }]) => {
    if (own.has(known)) return false;
    if (squeeze(known) === squeeze(column.name)) return true;
    if (unit !== undefined && knownUnit !== undefined && unit !== knownUnit) return false;
    return bareName(known, unitOfName(known, undefined)) === bare;
  })?.[0];
}

/** Evidence for the fields of one more file, in its order. */
function columnsFor(csv: CsvSeen, file: string, named: readonly NamedColumn[]): readonly ColumnEvidence[] {
  const own = new Set(named.map(({ name }) => name));
  return named.map((column) => {
    const name = knownName(csv, column, own) ?? column.name;
    const unit = unitOfName(column.name, column.header);
    const known = csv.evidence.get(name) ?? {
      headers: new Set(),
      unit,
      byPlace: false,
      evidence: new ColumnEvidence(mayBeTyped, named.length),
    };
    if (known.unit !== unit)
      csv.lookAt.push(
        `${name}: ${file} has ${quote(column.header ?? column.name)}, other files ${[...known.headers].map((header) => quote(header)).join(', ')}: taken for one column, in ${known.unit ?? unit}`,
      );
    known.unit ??= unit;
    csv.evidence.set(name, known);
    if (column.header !== undefined) known.headers.add(column.header);
    known.byPlace ||= column.byPlace;
    return known.evidence;
  });
}

/** What is said of files that have little in common. @param common columns of this file that files before have */
function fewInCommon(file: string, first: string, common: number, all: number): string | undefined {
  return common * 2 >= all
    ? undefined
    : `${file} has ${common} of its ${all} columns in common with ${first} and other files: are they one dataset?`;
}

type Counts = { readonly rows: number; readonly bad: number };

async function seeCsv(csv: CsvSeen, { name, open }: InputFile): Promise<Counts | { readonly finding: Finding }> {
  const head = await readHead(name, open());
  if ('finding' in head) return head;
  const layout = sniffLayout(head.text);
  if (layout.second !== undefined) return { finding: findings.severalTables(name, layout.second) };
  if (layout.isAligned) return { finding: findings.blankSeparated(name) };
  const named = nameColumns(layout);
  if (named.length === 0)
    return { finding: findings.noRecords(name, 'nothing that reads as one: look for a quote that is not closed') };
  const strangers =
    csv.first === undefined ? [] : named.filter((column) => knownName(csv, column, new Set()) === undefined);
  if (csv.first !== undefined && strangers.length === named.length)
    return {
      finding: findings.headerDiffers(
        name,
        csv.first,
        strangers.map((column) => column.name),
      ),
    };
  const foreign = named.filter(({ header }) => header !== undefined && toColumnName(header) === undefined);
  if (csv.first === undefined && foreign.length > 0)
    csv.lookAt.push(
      `${foreign
        .map(({ header, name: column }) => `${quote(header ?? '')} is called ${column}`)
        .slice(0, 5)
        .join(', ')}: names are of Latin letters; give them better ones, and keep the headers as aliases`,
    );
  const few =
    csv.first === undefined ? undefined : fewInCommon(name, csv.first, named.length - strangers.length, named.length);
  if (few !== undefined) csv.lookAt.push(few);
  csv.first ??= name;
  csv.layouts.push(layout);
  const result = await gatherCsv(name, open(), textSchema('draft', named, layout), columnsFor(csv, name, named));
  if (result.findings.some(({ code }) => code === 'encoding-assumed')) csv.latin++;
  const [wrong] = result.findings.filter(({ severity }) => severity === 'error');
  if (wrong !== undefined) return { finding: wrong };
  if (result.rowsIn === 0) return { finding: findings.noRecords(name) };
  return { rows: result.rowsClean, bad: result.rowsQuarantined };
}

/** Two paths of JSON records that give columns of one name. */
function keysOfOneName(fields: JsonFields): readonly [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const { path, objects, evidence } of fields.values()) {
    if (objects > 0 && evidence.values === 0) continue;
    const name = toColumnName(path.join('_'));
    const other = name === undefined ? undefined : seen.get(name);
    if (other !== undefined) return [other, path.join('.')];
    if (name !== undefined) seen.set(name, path.join('.'));
  }
  return undefined;
}

/** Columns of JSON fields: those that hold values, not only further fields. */
function jsonColumns(fields: JsonFields, taken: ReadonlySet<string>): SeenColumn[] {
  const names = new Set(taken);
  return [...fields.values()].flatMap(({ path, evidence, compounds, objects }): SeenColumn[] => {
    const isParent = [...fields.values()].some(
      (other) => other.path.length === path.length + 1 && path.every((key, at) => other.path[at] === key),
    );
    if (objects > 0 && isParent && evidence.values === 0) return [];
    const name = toColumnName(path.join('_')) ?? `column_${names.size + 1}`;
    if (names.has(name)) return [];
    names.add(name);
    return [{ name, headers: [], path, evidence, isCompound: compounds + objects > 0 }];
  });
}

/**
 * Reads all files to their ends and gathers what their columns hold.
 * @param say where it stands
 * @returns what was seen, or why some file can't be drafted from: all such files are named
 */
export async function seeFiles(
  files: readonly InputFile[],
  say: (text: string) => void,
): Promise<{ readonly seen: SeenFiles } | { readonly findings: readonly Finding[] }> {
  const csv: CsvSeen = { evidence: new Map(), layouts: [], lookAt: [], first: undefined, latin: 0 };
  const fields: JsonFields = new Map();
  const wrong: Finding[] = [];
  const formats = files.map(({ name }) => formatOfFile(name) ?? 'csv');
  let [rows, unread] = [0, 0];
  for (const [index, file] of files.entries()) {
    say(`reading ${file.name}`);
    const format = formats[index] ?? 'csv';
    const seen = format === 'csv' ? await seeCsv(csv, file) : await gatherJson(file.name, file.open(), format, fields);
    if ('finding' in seen) wrong.push(seen.finding);
    else [rows, unread] = [rows + seen.rows, unread + seen.bad];
  }
  if (wrong.length > 0) return { findings: wrong };
  const twins = keysOfOneName(fields);
  if (twins !== undefined) return { findings: [findings.keysCollide(files[0]?.name ?? '', ...twins)] };
  if (fields.size >= mostFields) return { findings: [findings.tooManyKeys(files[0]?.name ?? '', mostFields)] };
  const columns = [...csv.evidence].map(
    ([name, { headers, evidence }]): SeenColumn => ({
      name,
      headers: [...headers],
      path: undefined,
      evidence,
      isCompound: false,
    }),
  );
  const byPlace = [...csv.evidence.values()].some((column) => column.byPlace);
  const [format] = formats;
  return {
    seen: {
      columns: [...columns, ...jsonColumns(fields, new Set(csv.evidence.keys()))],
      rows,
      unread,
      layouts: csv.layouts,
      byPlace,
      isLatin: csv.latin > 0 && csv.latin === formats.filter((each) => each === 'csv').length,
      lookAt: csv.lookAt,
      format: new Set(formats).size === 1 ? format : undefined,
    },
  };
}
