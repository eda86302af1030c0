import { type Finding, quote } from '../../lambda/schema/finding.ts';

/** What a crawl can bring to light. Every wording is here. */
export const discoverCodes = [
  'crawl-failed',
  'discovered-column-extra',
  'discovered-column-missing',
  'discovered-narrower',
  'discovered-orphan',
  'discovered-outside',
  'discovered-type',
  'discovered-without-schema',
] as const;
export type DiscoverCode = (typeof discoverCodes)[number];
export type DiscoverFinding = Finding<DiscoverCode>;

const finding = (
  code: DiscoverCode,
  file: string,
  rest: Omit<DiscoverFinding, 'code' | 'severity' | 'place'>,
): DiscoverFinding => ({ code, severity: code === 'crawl-failed' ? 'error' : 'warn', place: { file }, ...rest });

const schemaOf = (dataset: string) => `datasets/${dataset}/schema.json`;

export const findings = {
  /** @param log where its log is, if Glue says so */
  crawlFailed: (crawler: string, status: string, why: string | undefined, log: string | undefined) =>
    finding('crawl-failed', crawler, {
      expected: 'the last crawl to have SUCCEEDED',
      got: why === undefined ? status : `${status}: ${quote(why, 300)}`,
      fix: log === undefined ? 'see its history in the console of Glue' : `see ${log}`,
    }),
  columnExtra: (dataset: string, column: string, guess: string, location: string) =>
    finding('discovered-column-extra', schemaOf(dataset), {
      subject: column,
      expected: `a column of the schema in ${location}`,
      got: `${quote(column)} (${quote(guess)})`,
      fix: 'declare it, or look for a file there that clean did not write',
    }),
  columnMissing: (dataset: string, column: string, location: string) =>
    finding('discovered-column-missing', schemaOf(dataset), {
      subject: column,
      expected: `a column of that name in ${location}`,
      got: 'none',
      fix: 'crawl again when its files are cleaned by the present schema (--start)',
    }),
  narrower: (dataset: string, column: string, guess: string) =>
    finding('discovered-narrower', schemaOf(dataset), {
      subject: column,
      expected: 'text, as declared without a pattern or values',
      got: `values that all read as ${quote(guess)}`,
      fix: 'declare that type, or a "pattern" if they are codes',
    }),
  orphan: (dataset: string, location: string) =>
    finding('discovered-orphan', location, {
      expected: `a schema in ${schemaOf(dataset)}`,
      got: 'none',
      fix: 'remove its files from raw, which removes these, or bring the schema back',
    }),
  outside: (location: string) =>
    finding('discovered-outside', location, {
      expected: 'a file below <dataset>/',
      got: 'one in no folder, which nothing reads',
      fix: "move it below its dataset's name",
    }),
  type: (dataset: string, column: string, declared: string, guess: string, location: string) =>
    finding('discovered-type', schemaOf(dataset), {
      subject: column,
      expected: `values of type ${declared} in ${location}`,
      got: `values that read as ${quote(guess)}`,
      fix: 'look for a file there that clean did not write, and clean its raw file again',
    }),
  /** @param columns a draft, in words @param name what the folder may be called; undefined: the prefix has no letter to go by */
  withoutSchema: (location: string, dataset: string, name: string | undefined, columns: string) =>
    finding('discovered-without-schema', location, {
      expected: `a schema in ${schemaOf(dataset)}`,
      got: 'none, so nothing of it is cleaned',
      fix:
        name === dataset
          ? `add ${schemaOf(dataset)} (--json drafts it): ${columns}`
          : `move the files below ${name === undefined ? 'a snake_case name' : `${name}/`} and add a schema for it (--json drafts it): ${columns}`,
    }),
} as const;
