import type { Column, DatasetSchema } from '../schema/dataset-schema.ts';
import type { Place } from '../schema/finding.ts';
import {
  type CleanFinding,
  columnsDropped,
  count,
  duplicateColumn,
  missingColumn,
  noHeader,
  tooManyColumns,
  unknownColumn,
} from './findings.ts';
import type { Limits } from './limits.ts';
import type { FindColumn } from './match-header.ts';

/** Columns that `sluice rejects` adds to the rows that it gives back: mended, the file may be committed with them. */
export const returnColumns: ReadonlySet<string> = new Set(['_file', '_line', '_reasons']);

/** The column in which `sluice rejects` gives a cell beyond the header: mended, its value stands elsewhere. @param number from 1 */
export const extraCell = (number: number): string => `_cell_${number}`;
const isExtraCell = (name: string): boolean => /^_cell_[1-9]\d*$/.test(name);

/** Where each column's field stands, and which fields belong to none. */
export interface Header {
  /** How many fields each record must have. */
  readonly width: number;
  /** By index of the schema's columns: index of the field, or -1. */
  readonly fieldOf: readonly number[];
  /** By index of the schema's columns: the header's text. */
  readonly sources: readonly (string | undefined)[];
  /** Fields of no column. */
  readonly unknown: readonly UnknownField[];
  /** Fields of no column that say so themselves, and must not hold a value: those behind a delimiter at the line's end. */
  readonly vacant: readonly UnknownField[];
  /** The rows come from `sluice rejects`, which masks sensitive values. */
  readonly returned: boolean;
}

interface UnknownField {
  readonly field: number;
  /** As the header has it; empty: none. */
  readonly name: string;
}

/** A file without header has its fields in the order of the schema's columns. */
export function headerOf(columns: readonly Column[]): Header {
  const fieldOf = columns.map((_, index) => index);
  return {
    width: columns.length,
    fieldOf,
    sources: columns.map(() => undefined),
    unknown: [],
    vacant: [],
    returned: false,
  };
}

/**
 * Reads a header line: names may be written in any case, spacing and order, or as an alias.
 * @returns the header, and what is wrong with it: unknown columns as the schema's `unknownColumns` has them, required columns that are
 *   missing, columns that come twice
 */
export function readHeader(
  fields: readonly string[],
  schema: DatasetSchema,
  find: FindColumn,
  limits: Limits,
  place: Place,
): { header: Header; findings: readonly CleanFinding[] } {
  const { columns } = schema;
  const found = fields.map((name) => find(name));
  const names = columns.map(({ name }) => name);
  const fieldOf = columns.map((column) => found.indexOf(column));
  const strangers = fields.flatMap((name, field) =>
    found[field] === undefined && !returnColumns.has(name.trim()) ? [{ field, name: name.trim() }] : [],
  );
  const named = fields.findLastIndex((name) => name.trim() !== '');
  const isVacant = ({ field, name }: UnknownField): boolean =>
    schema.unknownColumns !== 'drop' && (field > named || isExtraCell(name));
  const unknown = strangers.filter((one) => !isVacant(one));
  const header: Header = {
    width: fields.length,
    fieldOf,
    sources: fieldOf.map((field) => fields[field]?.trim()),
    unknown,
    vacant: strangers.filter(isVacant),
    returned: fields.some((name) => returnColumns.has(name.trim())),
  };
  if (fields.length > limits.columns)
    return { header, findings: [tooManyColumns(place, limits.columns, fields.length)] };
  if (strangers.length === fields.length)
    return {
      header,
      findings: [noHeader(place, names, `${count(fields.length, 'field')}, none of which names a column`)],
    };

  const findings: CleanFinding[] = [];
  for (const column of columns) {
    const headers = fields.filter((_, field) => found[field] === column);
    if (headers.length > 1) findings.push(duplicateColumn(place, column.name, headers));
    else if (headers.length === 0 && column.required) findings.push(missingColumn(place, column.name, fields));
  }
  const strange = unknown.map(({ name }) => name);
  if (schema.unknownColumns === 'fail') findings.push(...strange.map((name) => unknownColumn(place, name, names)));
  if (schema.unknownColumns === 'drop' && strange.length > 0) findings.push(columnsDropped(place, strange));
  return { header, findings };
}
