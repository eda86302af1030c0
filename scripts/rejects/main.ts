import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readManifests } from '../../lambda/reconcile/read-manifests.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../lambda/schema/finding.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { FileStore } from '../../lambda/store/file-store.ts';
import { openOutputFile } from '../clean/output-file.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { findProject, type Project } from '../lake/project.ts';
import { type Reject, readRejects, readReport } from './read-rejects.ts';
import { rejectJson, rejectsCsv } from './write-rejects.ts';

export const help = `sluice rejects DATASET [--out FILE] [--json]

Gives the quarantined rows of a dataset of the lake as a CSV: the file's own columns as they were, then _file, _line and
_reasons. Mend the cells and commit the file into datasets/DATASET/ (those three columns are left out again); the rows that
were quarantined stay in their own file until you remove them there.

A record that does not fit its header keeps its cells in order, those beyond the header under _cell_<n>. The records of a JSON
dataset stand in one column, _record.

  --out FILE         write there instead of to stdout
  --json             one JSON object a row: file, line, row, record, reasons
  --show-sensitive   give the values of sensitive columns as they were; otherwise they are ***

Build the lake first: npm start -- --once
`;

const options = {
  out: { type: 'string' },
  json: { type: 'boolean' },
  'show-sensitive': { type: 'boolean' },
} as const;

async function readSchema(project: Project, dataset: string, effects: Effects): Promise<DatasetSchema | undefined> {
  const path = join(project.datasets, dataset, 'schema.json');
  if (!existsSync(path)) {
    const entries = await readdir(project.datasets, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_')).map(({ name }) => name);
    const near = nearestName(dataset, names);
    const fix = near === undefined ? 'name one of them' : `did you mean ${near}?`;
    throw usageError('rejects', `a dataset: ${names.join(', ')}`, `"${dataset}"`, fix);
  }
  const { parseDatasetSchema } = await import('../../lambda/schema/parse-dataset-schema.ts');
  const read = parseDatasetSchema(await readFile(path, 'utf8'), {
    name: dataset,
    file: `datasets/${dataset}/schema.json`,
  });
  if ('schema' in read) return read.schema;
  printFindings(read.findings, effects);
  return undefined;
}

async function writeOut(path: string, text: string, sensitive: boolean): Promise<void> {
  try {
    const file = openOutputFile(path, sensitive ? 0o600 : 0o644);
    try {
      await file.write(Buffer.from(text));
      await file.publish();
    } finally {
      await file.discard();
    }
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new CommandError(
      'unwritable-file',
      'environment',
      `${path}: expected a file that can be written; choose another --out`,
      {
        cause,
      },
    );
  }
}

/** Gives a dataset's quarantined rows. @returns 1 when the dataset's schema can't be read */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('rejects', args, options);
  const [dataset, ...others] = positionals;
  if (dataset === undefined || others.length > 0) throw usageError('rejects', 'one DATASET', `${positionals.length}`);
  const project = findProject(effects.cwd);
  const schema = await readSchema(project, dataset, effects);
  if (schema === undefined) return exitCodes.data;
  if (!existsSync(project.lake.processed)) {
    const message = `${project.lake.root}: expected a lake, got none; build it with npm start -- --once`;
    throw new CommandError('no-lake', 'environment', message);
  }
  const buckets = {
    raw: new FileStore(project.lake.raw),
    processed: new FileStore(project.lake.processed),
    quarantine: new FileStore(project.lake.quarantine),
  };
  const show = values['show-sensitive'] === true;
  const rejects: Reject[] = [];
  const refused: Finding[] = [];
  for (const manifest of await readManifests(buckets.processed, dataset)) {
    const report = await readReport(buckets.processed, manifest);
    if (report.status === 'failed') refused.push(...report.findings.filter(({ severity }) => severity === 'error'));
    for await (const reject of readRejects(buckets, manifest, report, schema, show)) rejects.push(reject);
  }
  const text = values.json === true ? rejects.map(rejectJson).join('') : rejectsCsv(rejects, schema);
  if (values.out === undefined) effects.stdout.write(text);
  else {
    const sensitive = show && schema.columns.some((column) => column.sensitive !== undefined);
    await writeOut(resolve(effects.cwd, values.out), text, sensitive);
  }
  const rows = `${rejects.length} quarantined ${rejects.length === 1 ? 'row' : 'rows'}`;
  effects.stderr.write(`${rows} of ${dataset}${values.out === undefined ? '' : ` written to ${values.out}`}\n`);
  if (refused.length > 0) {
    effects.stderr.write('files that were refused as a whole; mend them where they are:\n');
    printFindings(refused, effects);
  }
  const hidden = schema.columns.filter((column) => column.sensitive !== undefined).map(({ name }) => name);
  if (!show && rejects.length > 0 && hidden.length > 0) {
    effects.stderr.write(`note: ${hidden.join(', ')} are ***, which no file may bring back; see --show-sensitive\n`);
  }
  const { encoding } = schema.dialect;
  if (encoding !== undefined && encoding !== 'utf-8') {
    effects.stderr.write(`it is UTF-8: save it as ${encoding}, which the schema declares, when you have mended it\n`);
  }
  return exitCodes.fine;
}
