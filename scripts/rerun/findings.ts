import type { TableOutcome } from '../../lambda/pipeline/run-record.ts';
import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** What a step that was run again can come to, besides being done. */
export const rerunCodes = [
  'crawl-not-succeeded',
  'dead-letters-left',
  'file-failed',
  'no-file-of-day',
  'not-refreshed',
  'schema-not-synced',
  'table-failed',
  'table-missing',
  'table-refused',
  'table-stale',
] as const;
export type RerunCode = (typeof rerunCodes)[number];
export type RerunFinding = Finding<RerunCode>;

const error = (
  code: RerunCode,
  file: string,
  rest: Omit<RerunFinding, 'code' | 'severity' | 'place'>,
): RerunFinding => ({ code, severity: 'error', place: { file }, ...rest });

/** The messages of a record are whole already; a terminal gets the first ones. */
const shown = 5;

const because = (outcome: string, messages: readonly string[]): string => {
  const more = messages.length > shown ? `; and ${messages.length - shown} more` : '';
  return messages.length === 0 ? outcome : `${outcome}: ${messages.slice(0, shown).join('; ')}${more}`;
};

const table = (name: string) => `glue/tables/${name}`;

/** What a table's outcome is worth saying, where it is not as it should be. */
const tableFindings = {
  refused: (name: string, messages: readonly string[]) =>
    error('table-refused', table(name), {
      expected: 'its quality rules to hold',
      got: because('refused', messages),
      fix: 'mend the data or the rule; its last good rows stand',
    }),
  failed: (name: string, messages: readonly string[]) =>
    error('table-failed', table(name), {
      expected: 'it built',
      got: because('failed', messages),
      fix: 'mend its SQL or its contract; its last good rows stand',
    }),
  stale: (name: string, messages: readonly string[]) =>
    error('table-stale', table(name), {
      expected: 'the tables that it reads to be built',
      got: because('stale', messages),
      fix: 'mend those; its last good rows stand',
    }),
} as const;

export const findings = {
  /** @param log a link to it, if Glue says where it is */
  crawlNotSucceeded: (crawler: string, got: string, why: string | undefined, log: string | undefined) => ({
    ...error('crawl-not-succeeded', crawler, {
      expected: 'the crawl of the run to have SUCCEEDED',
      got: why === undefined ? got : `${got}: ${quote(why, 300)}`,
      fix: log === undefined ? 'see npx sluice discover; no table depends on it' : `see ${log}; no table depends on it`,
    }),
    severity: 'warn' as const,
  }),
  deadLettersLeft: (queue: string, left: number, why: string) =>
    error('dead-letters-left', queue, {
      expected: 'every message gone to be cleaned again',
      got: `${left} left: ${why}`,
      fix: 'read the log of the clean function, mend the cause, then run this again',
    }),
  /** @param why findings of the file's report */
  fileFailed: (file: string, why: readonly string[], stale: boolean) =>
    error('file-failed', file, {
      expected: 'it clean',
      got: because('refused as a whole', why),
      fix: `mend the file or its schema${stale ? '; its last good rows stand' : ''}`,
    }),
  noFileOfDay: (place: string, day: string, uploaded: boolean) =>
    error('no-file-of-day', place, {
      expected: uploaded ? `a file that came on ${day} (UTC)` : `a file whose path names ${day}`,
      got: 'none',
      fix: uploaded ? 'see its name, without --uploaded' : 'see the day that it came, with --uploaded',
    }),
  schemaNotSynced: (
    dataset: string,
    got: 'another one' | 'none, so that its files are not cleaned' | 'one that is wrong',
  ) => ({
    ...error('schema-not-synced', `datasets/${dataset}/schema.json`, {
      expected: 'AWS to have this schema',
      got,
      fix: 'npx sluice sync puts it there',
    }),
    severity: 'warn' as const,
  }),
  notRefreshed: (run: string, execution: string) =>
    error('not-refreshed', run, {
      expected: 'every data set in SPICE refreshed',
      got: 'one or more that was not',
      fix: `see Refresh in ${execution}; the next run tries those again`,
    }),
  tableMissing: (name: string, run: string) =>
    error('table-missing', table(name), {
      expected: `it among the tables of run ${run}`,
      got: 'none of that name',
      fix: 'deploy it first: npx sluice rerun infra',
    }),
  ...tableFindings,
} as const;

/** @returns undefined for a table whose rows are those of today */
export function tableFinding(name: string, outcome: TableOutcome, messages: readonly string[]) {
  return outcome === 'published' || outcome === 'unchanged' ? undefined : tableFindings[outcome](name, messages);
}
