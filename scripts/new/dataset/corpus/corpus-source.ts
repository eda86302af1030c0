import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isObject } from '../../../../lambda/schema/subschemas.ts';

const columnTypes = ['integer', 'number', 'decimal', 'boolean', 'date', 'date-time', 'string'] as const;

/** A type that a column of a draft may have. */
export type CorpusType = (typeof columnTypes)[number];

/** What a person says of a column who has read the data. */
export interface CorpusColumn {
  /** As it stands in the file; for JSON the path, `a.b`; `column_1` and so on where the file has no header. */
  readonly header: string;
  /** The best type first, then those that are as good as right. */
  readonly types: readonly CorpusType[];
  /** Its place from 0, where the header has no letter or digit, or the file no header. */
  readonly position?: number;
  /** The column, with the others that say so, identifies a record. */
  readonly key?: boolean;
  /** What it tells of a person: `name`. */
  readonly personal?: string;
  readonly why?: string;
}

/** A file of a published package, and what its columns are. */
export interface CorpusSource {
  readonly name: string;
  readonly registry: 'npm' | 'pypi';
  readonly package: string;
  readonly version: string;
  /** Inside the package or wheel; what ends in .gz is unpacked. */
  readonly path: string;
  /** Of the file, unpacked. */
  readonly sha256: string;
  readonly licence: string;
  readonly about: string;
  readonly header: boolean;
  /** Extension to save it under, where the package's own says nothing. */
  readonly as?: string;
  /** The first 30 at most. */
  readonly columns: readonly CorpusColumn[];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isType = (value: unknown): value is CorpusType => columnTypes.some((type) => type === value);
const isMissingOr = (value: unknown, kind: 'string' | 'number' | 'boolean'): boolean =>
  value === undefined || typeof value === kind;

function isColumn(value: unknown): value is CorpusColumn {
  if (!isObject(value) || typeof value['header'] !== 'string') return false;
  const { types } = value;
  if (!Array.isArray(types) || types.length === 0 || !types.every(isType)) return false;
  if (!isMissingOr(value['position'], 'number') || !isMissingOr(value['key'], 'boolean')) return false;
  return isMissingOr(value['personal'], 'string') && isMissingOr(value['why'], 'string');
}

function isSource(value: unknown): value is CorpusSource {
  if (!isObject(value)) return false;
  const texts = ['name', 'package', 'version', 'path', 'sha256', 'licence', 'about'];
  if (!texts.every((key) => isText(value[key])) || !isMissingOr(value['as'], 'string')) return false;
  if (value['registry'] !== 'npm' && value['registry'] !== 'pypi') return false;
  const { columns } = value;
  return typeof value['header'] === 'boolean' && Array.isArray(columns) && columns.every(isColumn);
}

/**
 * Reads sources.json.
 * @throws Error when an entry is not of the form above: the file is the repository's own
 */
export async function readCorpusSources(
  file = fileURLToPath(new URL('sources.json', import.meta.url)),
): Promise<readonly CorpusSource[]> {
  const entries: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!Array.isArray(entries)) throw new Error(`${file}: expected a list of sources`);
  return entries.map((entry: unknown, index) => {
    if (isSource(entry)) return entry;
    const name = isObject(entry) && isText(entry['name']) ? entry['name'] : `entry ${index + 1}`;
    throw new Error(`${file}: ${name} is not a source; see corpus-source.ts`);
  });
}
