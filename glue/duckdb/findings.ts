import { type Finding, type Place, quote } from '../../lambda/schema/finding.ts';
import { didYouMean } from './did-you-mean.ts';
import type { DuckdbProblem } from './duckdb-error.ts';

/** Every code that this room can give, without those of SQL itself (spark-sql/findings.ts). FINDINGS.md has a heading for each. */
export const tableFindingCodes = [
  'table-name',
  'table-name-taken',
  'table-file-missing',
  'table-file-unknown',
  'contract-shape',
  'contract-type-unknown',
  'contract-column-twice',
  'contract-column-unknown',
  'contract-partition',
  'reads-unknown',
  'table-cycle',
  'contract-columns',
  'contract-type',
  'contract-cast',
  'contract-null',
  'contract-key',
  'transform-failed',
  'duplicate-key-across-files',
  'processed-unreadable',
  'upstream-stale',
  'input-stale',
  'quality-syntax',
  'quality-rule-unknown',
  'quality-rule-unsupported',
  'quality-column',
  'quality-reference',
  'quality-sql',
  'quality-failed',
  'case-file',
  'case-input',
  'case-differs',
] as const;

export type TableFindingCode = (typeof tableFindingCodes)[number];
export type TableFinding = Finding<TableFindingCode>;

type Rest = Omit<TableFinding, 'code' | 'severity' | 'place'>;

const error = (code: TableFindingCode, place: Place, rest: Rest): TableFinding => ({
  code,
  severity: 'error',
  place,
  ...rest,
});

/** A few rows or keys, as text, of how many there are. */
export interface Samples {
  readonly texts: readonly string[];
  readonly total: number;
}

function list({ texts, total }: Samples, what: string): string {
  const more = total - texts.length;
  return `${texts.join('; ')}${more > 0 ? ` and ${more} more ${what}` : ''}`;
}

/** A constructor per code: all wording of this room. */
export const findings = {
  tableName: (place: Place, name: string) =>
    error('table-name', place, {
      expected: 'a snake_case name of a-z, 0-9 and _ that begins with a letter, at most 64 characters',
      got: quote(name),
      fix: 'rename the folder; its name is also the table in SQL and in the catalog',
    }),
  tableNameTaken: (place: Place, name: string) =>
    error('table-name-taken', place, {
      expected: 'a name that no dataset has, because SQL names both alike',
      got: quote(name),
      fix: 'rename the table or the dataset',
    }),
  tableFileMissing: (place: Place, file: string) =>
    error('table-file-missing', place, {
      expected: `a ${file}`,
      got: 'none',
      fix: `write ${file} (glue/README.md shows one)`,
    }),
  tableFileUnknown: (place: Place, name: string, known: readonly string[]) =>
    error('table-file-unknown', place, {
      expected: `one of ${known.join(', ')}`,
      got: quote(name),
      fix: didYouMean(name, known, 'remove it; what a table is made of has fixed names'),
    }),
  contractShape: (place: Place, subject: string, expected: string, got: string | undefined, fix: string) =>
    error('contract-shape', place, { subject, expected, got, fix }),
  contractTypeUnknown: (place: Place, column: string, type: string) =>
    error('contract-type-unknown', place, {
      subject: column,
      expected: 'string, bigint, double, boolean, date, timestamp or decimal(p,s) with p up to 38 and s up to p',
      got: quote(type),
      fix: didYouMean(
        otherTypeNames.get(type.toLowerCase()) ?? type,
        ['string', 'bigint', 'double', 'boolean', 'date', 'timestamp', 'decimal(14,2)'],
        'choose one of them',
      ),
    }),
  contractColumnTwice: (place: Place, column: string) =>
    error('contract-column-twice', place, {
      subject: column,
      expected: 'each column once',
      got: 'the name again',
      fix: 'rename or remove one of them',
    }),
  contractColumnUnknown: (place: Place, where: string, column: string, columns: readonly string[]) =>
    error('contract-column-unknown', place, {
      subject: where,
      expected: 'a column of the table',
      got: quote(column),
      fix: didYouMean(column, columns, `choose among ${columns.join(', ')}`),
    }),
  contractPartition: (place: Place, column: string, expected: string, got: string, fix: string) =>
    error('contract-partition', place, { subject: column, expected, got, fix }),
  readsUnknown: (place: Place, name: string, known: readonly string[]) =>
    error('reads-unknown', place, {
      subject: name,
      expected: 'a dataset or a table',
      got: quote(name),
      fix: didYouMean(name, known, `choose among ${[...known].sort().join(', ')}`),
    }),
  tableCycle: (place: Place, cycle: readonly string[]) =>
    error('table-cycle', place, {
      expected: 'tables that do not read themselves, not even by way of others',
      got: cycle.join(' -> '),
      fix: 'take one of these reads out',
    }),
  contractColumns: (place: Place, expected: readonly string[], got: readonly string[], fix: string) =>
    error('contract-columns', place, {
      subject: 'SELECT',
      expected: `the columns of table.json in their order: ${expected.join(', ')}`,
      got: got.join(', '),
      fix,
    }),
  contractType: (place: Place, column: string, expected: string, got: string) =>
    error('contract-type', place, {
      subject: column,
      expected: `${expected}, or a type that both engines cast to it alike`,
      got,
      fix: `write the CAST in transform.sql, or change the type in table.json`,
    }),
  contractCast: (place: Place, column: string, expected: string, got: string) =>
    error('contract-cast', place, {
      subject: column,
      expected: `values that fit ${expected}`,
      got,
      fix: 'widen the type in table.json, or settle these values in transform.sql',
    }),
  contractNull: (place: Place, column: string, samples: Samples) =>
    error('contract-null', place, {
      subject: column,
      expected: 'a value in every row, because table.json says "nullable": false',
      got: `null at ${list(samples, 'rows')}`,
      fix: 'give it a value in transform.sql (coalesce), or allow null in table.json',
    }),
  contractKey: (place: Place, key: readonly string[], samples: Samples) =>
    error('contract-key', place, {
      subject: key.join(', '),
      expected: 'one row a key',
      got: list(samples, 'keys'),
      fix: 'group by the key in transform.sql, or add to the key in table.json',
    }),
  transformFailed: (place: Place, { text, raised }: DuckdbProblem) =>
    error('transform-failed', raised === undefined ? place : { ...place, line: raised.line, column: raised.column }, {
      expected: raised?.expected ?? 'SQL that runs',
      got: raised?.got ?? text,
      fix: 'settle these values in transform.sql; `npx sluice sql` runs the SELECT alone',
    }),
  duplicateKeyAcrossFiles: (place: Place, dataset: string, key: string, other: string) =>
    error('duplicate-key-across-files', place, {
      subject: dataset,
      expected: 'each key in one file, because the schema says "onDuplicate": {"rule": "fail"}',
      got: `${key} here and at ${other}`,
      fix: 'take it out of one of the files, or choose "first" or "latest"',
    }),
  processedUnreadable: (place: Place, dataset: string, got: string) =>
    error('processed-unreadable', place, {
      subject: dataset,
      expected: 'clean rows that the schema of today can read',
      got,
      fix: 'mend the file or the schema, so that its last good version is replaced',
    }),
  upstreamStale: (place: Place, name: string): TableFinding => ({
    ...error('upstream-stale', place, {
      subject: name,
      expected: 'what this table reads to be up to date',
      got: 'a dataset or table that failed, or waits for one that did',
      fix: `mend ${name}; this table is then built again`,
    }),
    severity: 'warn',
  }),
  inputStale: (place: Place, files: readonly string[]): TableFinding => ({
    ...error('input-stale', place, {
      expected: 'rows of the present version of every file',
      got: `older rows, or none, of ${list({ texts: files.slice(0, 5), total: files.length }, 'files')}`,
      fix: 'mend these files',
    }),
    severity: 'warn',
  }),
  qualitySyntax: (place: Place, expected: string, got: string) =>
    error('quality-syntax', place, {
      expected,
      got,
      fix: 'see glue/duckdb/quality/README.md for the rules and how they are written',
    }),
  qualityRuleUnknown: (place: Place, name: string, known: readonly string[]) =>
    error('quality-rule-unknown', place, {
      subject: name,
      expected: 'a rule of DQDL that runs here',
      got: quote(name),
      fix: didYouMean(name, known, `choose among ${known.join(', ')}`),
    }),
  qualityRuleUnsupported: (place: Place, name: string, reason: string, fix: string) =>
    error('quality-rule-unsupported', place, {
      subject: name,
      expected: 'a rule that gives the same verdict everywhere',
      got: reason,
      fix,
    }),
  qualityColumnUnknown: (place: Place, column: string, columns: readonly string[]) =>
    error('quality-column', place, {
      subject: column,
      expected: 'a column of the table',
      got: quote(column),
      fix: didYouMean(column, columns, `choose among ${columns.join(', ')}`),
    }),
  qualityColumnUnsuited: (place: Place, column: string, expected: string, got: string) =>
    error('quality-column', place, { subject: column, expected, got, fix: 'change the rule to suit the type' }),
  qualityReference: (place: Place, reference: string, expected: string, fix: string) =>
    error('quality-reference', place, { subject: 'ReferentialIntegrity', expected, got: quote(reference), fix }),
  qualitySql: (place: Place, expected: string, got: string, fix: string) =>
    error('quality-sql', place, { expected, got, fix }),
  qualityFailed: (
    place: Place,
    severity: 'error' | 'warn',
    rule: string,
    measure: { readonly expected: string; readonly got: string; readonly samples: readonly string[] },
  ): TableFinding => ({
    ...error('quality-failed', place, {
      subject: rule,
      expected: measure.expected,
      got: `${measure.got}${measure.samples.length === 0 ? '' : `, at ${measure.samples.join('; ')}`}`,
      fix: 'settle these rows in the dataset or in transform.sql, or change the rule if it is wrong',
    }),
    severity,
  }),
  caseFile: (place: Place, expected: string, got: string, fix: string) =>
    error('case-file', place, { expected, got, fix }),
  caseInput: (place: Place, column: string, expected: string, got: string, fix: string) =>
    error('case-input', place, { subject: column, expected, got, fix }),
  caseDiffers: (place: Place, subject: string, expected: string, got: string, more: number) =>
    error('case-differs', place, {
      subject,
      expected,
      got,
      fix: `mend transform.sql, or expected.csv if the new rows are right${more > 0 ? ` (${more} more rows differ)` : ''}`,
    }),
} as const;

/** Type names of other engines, and what this house calls them. */
const otherTypeNames = new Map([
  ['int', 'bigint'],
  ['integer', 'bigint'],
  ['long', 'bigint'],
  ['number', 'double'],
  ['float', 'double'],
  ['text', 'string'],
  ['varchar', 'string'],
  ['bool', 'boolean'],
  ['datetime', 'timestamp'],
  ['date-time', 'timestamp'],
  ['decimal', 'decimal(14,2)'],
  ['numeric', 'decimal(14,2)'],
]);
