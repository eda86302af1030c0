import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** Why a file can't be drafted from, beside what clean itself says of files. Every wording is here. */
export const inferCodes = [
  'blank-separated',
  'draft-rejects',
  'excel-file',
  'header-differs',
  'json-as-csv',
  'keys-collide',
  'markup-file',
  'no-records',
  'several-tables',
  'too-many-keys',
] as const;
export type InferCode = (typeof inferCodes)[number];
export type InferFinding = Finding<InferCode>;

const finding = (
  code: InferCode,
  file: string,
  rest: Omit<InferFinding, 'code' | 'severity' | 'place'>,
  line?: number,
): InferFinding => ({ code, severity: 'error', place: { file, line }, ...rest });

/** Largest share of a file's rows that a draft may leave in quarantine. */
export const mostRejected = 0.2;

export const findings = {
  blankSeparated: (file: string) =>
    finding('blank-separated', file, {
      expected: 'a delimiter between fields: comma, semicolon, tab or |',
      got: 'fields that are set apart by blanks',
      fix: 'write it as CSV: in Excel, Data, From Text/CSV, delimiter space or fixed width, then Save As "CSV UTF-8"',
    }),
  draftRejects: (file: string, rejected: number, rows: number, why: string) =>
    finding('draft-rejects', file, {
      expected: `at most ${mostRejected * 100} % of the rows to be unlike the others`,
      got: `${rejected} of ${rows}, most of them: ${why}`,
      fix: 'mend the file, or split it where its form changes',
    }),
  excelFile: (file: string, kind: string) =>
    finding('excel-file', file, {
      expected: 'text',
      got: kind,
      fix: 'in Excel: File, Save As, "CSV UTF-8 (Comma delimited)", one sheet a file; in LibreOffice: Save As, "Text CSV", UTF-8',
    }),
  /** @param differs columns that only one of the two files has */
  headerDiffers: (file: string, other: string, differs: readonly string[]) =>
    finding('header-differs', file, {
      expected: `columns of ${other}`,
      got: `none of them; ${differs
        .slice(0, 5)
        .map((name) => quote(name))
        .join(', ')}`,
      fix: 'make it a dataset of its own',
    }),
  jsonAsCsv: (file: string, ending: string) =>
    finding('json-as-csv', file, {
      expected: 'delimited text, by its ending',
      got: 'JSON',
      fix: `rename it to end in ${ending}`,
    }),
  /** @param one and `other`: paths of keys */
  keysCollide: (file: string, one: string, other: string) =>
    finding('keys-collide', file, {
      expected: 'keys that give columns of different names in snake_case',
      got: `${quote(one)} and ${quote(other)}`,
      fix: 'rename one of them, or leave it out',
    }),
  markupFile: (file: string, kind: string) =>
    finding('markup-file', file, {
      expected: 'delimited text or JSON',
      got: kind,
      fix: 'download the data itself: a link may lead to a page about it, or to one that asks for a login',
    }),
  /** @param got what there is in their place */
  noRecords: (file: string, got = 'a header alone') =>
    finding('no-records', file, {
      expected: 'a header and at least one record',
      got,
      fix: 'a draft comes from values: add some rows, or write schema.json by hand',
    }),
  /** @param second where it begins, its fields, and those of the first table */
  severalTables: (
    file: string,
    { line, width, before }: { readonly line: number; readonly width: number; readonly before: number },
  ) =>
    finding(
      'several-tables',
      file,
      {
        expected: `records of ${before} fields to the end`,
        got: `another table of ${width} fields behind a blank line`,
        fix: 'split the file: one table a file',
      },
      line,
    ),
  tooManyKeys: (file: string, most: number) =>
    finding('too-many-keys', file, {
      expected: `fewer than ${most} different keys in all records`,
      got: 'more: the keys seem to be data themselves, such as names or dates',
      fix: 'write records that have such a key as a value',
    }),
};
