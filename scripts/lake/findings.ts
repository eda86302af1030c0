import { type Finding, quote } from '../../lambda/schema/finding.ts';
import { dataEndings, isSpreadsheet } from './file-kinds.ts';

/** What can be wrong with files before their content is judged. Every wording is here. */
export const lakeFindingCodes = [
  'conflict-marker',
  'dataset-name',
  'dataset-without-schema',
  'file-too-large',
  'lfs-pointer',
  'path-case-collision',
  'path-not-portable',
  'sensitive-committed',
  'unexpected-file',
  'unreadable-file',
] as const;
export type LakeFindingCode = (typeof lakeFindingCodes)[number];
export type LakeFinding = Finding<LakeFindingCode>;

const error = (
  code: LakeFindingCode,
  file: string,
  rest: Omit<LakeFinding, 'code' | 'severity' | 'place'>,
): LakeFinding => ({
  code,
  severity: 'error',
  place: { file },
  ...rest,
});

/** Why a file is not expected where it is. */
export type Unexpected = 'ending' | 'hidden' | 'loose-data' | 'loose-table-file' | 'loose-dashboard-file' | 'submodule';

const unexpected = (file: string): Readonly<Record<Unexpected, Pick<LakeFinding, 'expected' | 'got' | 'fix'>>> => {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const loose = (folder: string, what: string) => ({
    expected: `folders, README.md and LICENSE directly in ${folder}/`,
    got: `${quote(name)}, which is part of no ${what}`,
  });
  return {
    ending: {
      expected: `schema.json, README, LICENSE or a data file (${dataEndings.join(', ')}, each also with .gz)`,
      ...(isSpreadsheet(name)
        ? {
            got: 'a spreadsheet, which holds more than rows',
            fix: 'save each sheet as a file of its own: in Excel File, Save As, "CSV UTF-8 (Comma delimited)"; in LibreOffice Save As, "Text CSV", UTF-8; and remove this one',
          }
        : { fix: 'rename it or move it out of the dataset' }),
    },
    hidden: {
      expected: 'a name that does not begin with a dot',
      got: `${quote(name)}, which nothing reads`,
      fix: 'rename it, or remove it',
    },
    'loose-data': {
      ...loose('datasets', 'dataset'),
      fix: `move it into the folder of its dataset: datasets/<dataset>/${name}`,
    },
    'loose-table-file': {
      ...loose('glue/tables', 'table'),
      fix: 'move it into the folder of its table; data goes to datasets/<dataset>/',
    },
    'loose-dashboard-file': {
      ...loose('dashboards', 'dashboard'),
      fix: 'move it into the folder of its dashboard; a data set goes to dashboards/<dashboard>/data-sets/, data to datasets/<dataset>/',
    },
    submodule: {
      expected: 'files of this repository',
      got: 'a repository of its own (a submodule), of which git commits a reference and no file',
      fix: 'commit its files instead: git rm --cached it if it was added, remove its .git, and git add its files',
    },
  };
};

export const findings = {
  conflictMarker: (file: string, line: number): LakeFinding => ({
    code: 'conflict-marker',
    severity: 'error',
    place: { file, line, column: 1 },
    expected: 'one version of these lines',
    got: 'both sides of a merge, between <<<<<<< and >>>>>>>',
    fix: 'keep the right lines, take the three marker lines out, and commit again',
  }),
  datasetName: (folder: string, name: string) =>
    error('dataset-name', folder, {
      expected: 'a snake_case name of a-z, 0-9 and _ that begins with a letter, at most 64 characters',
      got: quote(name),
      fix: 'rename the folder; the name is also the S3 prefix, the Glue table and the word in SQL',
    }),
  datasetWithoutSchema: (folder: string) =>
    error('dataset-without-schema', folder, {
      expected: 'a schema.json beside the files',
      got: 'none',
      fix: `draft one: npx sluice new dataset ${folder.slice('datasets/'.length)}`,
    }),
  fileTooLarge: (file: string, bytes: number, most: number) =>
    error('file-too-large', file, {
      expected: `at most ${most / 1_000_000} MB, which is all that GitHub takes`,
      got: `${Math.ceil(bytes / 1_000_000)} MB`,
      fix: 'split it, or set "source": "upload" in the schema and put it into the raw bucket',
    }),
  lfsPointer: (file: string, bytes: string | undefined) =>
    error('lfs-pointer', file, {
      expected: 'data',
      got: `a Git LFS pointer${bytes === undefined ? '' : ` to ${bytes} bytes`} in its place`,
      fix: 'take the path out of .gitattributes and commit the file itself, or set "source": "upload" and put it into the raw bucket',
    }),
  pathCaseCollision: (file: string, other: string) =>
    error('path-case-collision', file, {
      expected: 'a path that differs from every other by more than case',
      got: `the same as ${quote(other)} on Windows and macOS`,
      fix: 'rename one of them',
    }),
  pathNotPortable: (file: string, why: string) =>
    error('path-not-portable', file, {
      expected: 'an ASCII path that is legal on Windows',
      got: why,
      fix: 'rename it, with letters, digits, "-", "_" and "." alone to be safe',
    }),
  sensitiveCommitted: (file: string, columns: readonly string[]) =>
    error('sensitive-committed', file, {
      expected: 'no committed file in a dataset with sensitive columns',
      got: columns.map((column) => quote(column)).join(', '),
      fix: 'upload the files instead ("source": "upload"), or set "declared" to "synthetic" or "public" if that is the truth',
    }),
  unexpectedFile: (file: string, what: Unexpected) => error('unexpected-file', file, unexpected(file)[what]),
  unreadableFile: (file: string, reason: string) =>
    error('unreadable-file', file, {
      expected: 'a file that can be read',
      got: reason,
      fix: 'mend its permissions or its link; the last good version stays in the lake',
    }),
} as const;
