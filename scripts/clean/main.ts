import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { developmentToken, type Token } from '../../lambda/reconcile/token.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printFindings } from '../cli/print-findings.ts';
import { checkInputs } from './input-file.ts';
import { planOutputs } from './plan-outputs.ts';
import { summary } from './show-result.ts';
import { shownPath } from './shown-path.ts';
import { standardInput } from './standard-input.ts';

export const help = `sluice clean FILE... --schema SCHEMA --out DIR

Cleans CSV, NDJSON or JSON files (plain or gzip) by a schema, outside the lake, with the lake's own engine. FILE - is the standard
input, whose outputs are called stdin.
A plain JSON Schema of one record is enough: columns that it does not name are left out and said ("additionalProperties": false
refuses them), and every row may be quarantined. See lambda/schema/README.md for what x-sluice adds.

Of each FILE it writes into DIR:
  <name>.clean.csv          the rows that pass, normalised, and _row, the record's number in the file
  <name>.quarantine.ndjson  the records that do not, as they were, each with its line and every reason
  <name>.report.json        what was read, assumed and counted

  --schema SCHEMA   the JSON Schema
  --out DIR         the folder of the outputs; it is made if need be
  --format FORMAT   csv, ndjson or json, where neither the schema nor the file's ending says it
  --json            one JSON object a file on stdout, and nothing else: file, status, rows, clean, quarantined, reasons, dialect,
                    encoding, bytes, seconds, assumed, findings, outputs
  --key-env NAME    the environment variable that holds the key of "sensitive": "tokenise" (16 characters or more);
                    without it the development key is used, which everybody knows

A schema that says nothing about tolerance lets every row be quarantined. Exit codes: 0 all files were cleaned and within their
tolerance, 1 a file or the schema was refused, 2 wrong use, 3 a file could not be read or written. A bar on a terminal shows how
far it is; elsewhere a line every 10 seconds does (on stderr, as all messages).

Examples:
  npx sluice clean export.csv --schema export.schema.json --out cleaned
  npx sluice clean *.csv --schema schema.json --out cleaned --json | jq .quarantined
  aws s3 cp s3://bucket/events.ndjson.gz - | npx sluice clean - --format ndjson --schema events.json --out cleaned
`;

const options = {
  schema: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  json: { type: 'boolean' },
  'key-env': { type: 'string' },
} as const;

function readKey(name: string | undefined, { env }: Effects): Token {
  if (name === undefined) return developmentToken;
  const text = env[name] ?? '';
  if (text.length >= 16) return { id: name, key: new TextEncoder().encode(text) };
  throw usageError(
    'clean',
    `${name} to hold a key of 16 characters or more`,
    `${text.length}`,
    'set it, or leave --key-env out',
  );
}

/** What a person should know about outputs that hold personal data. */
function warnOfSensitive({ columns }: DatasetSchema, development: boolean, effects: Effects): void {
  const sensitive = columns.filter((column) => column.sensitive !== undefined).map(({ name }) => name);
  if (sensitive.length === 0) return;
  effects.stderr.write(
    `note: the quarantine holds ${sensitive.join(', ')} as they were; only you may read it (mode 0600)\n`,
  );
  if (development && columns.some((column) => column.sensitive === 'tokenise')) {
    effects.stderr.write('note: tokens are made with the development key, which protects nothing; see --key-env\n');
  }
}

const formats = ['csv', 'ndjson', 'json'] as const;

function readFormat(text: string | undefined): DatasetSchema['format'] | undefined {
  const format = formats.find((one) => one === text);
  if (text === undefined || format !== undefined) return format;
  throw usageError('clean', `--format to be one of ${formats.join(', ')}`, `"${text}"`);
}

/** Cleans files outside the lake. @returns 1 when a file or the schema was refused */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('clean', args, options);
  const { schema: schemaPath, out } = values;
  if (positionals.length === 0) throw usageError('clean', 'a FILE', 'none');
  if (schemaPath === undefined) throw usageError('clean', '--schema SCHEMA', 'none');
  if (out === undefined) throw usageError('clean', '--out DIR', 'none');
  const format = readFormat(values.format);
  const token = readKey(values['key-env'], effects);
  const folder = resolve(effects.cwd, out);
  const inputs = positionals.map((file) =>
    file === '-' ? standardInput : { file: file.replaceAll('\\', '/'), path: resolve(effects.cwd, file) },
  );
  const planned = planOutputs(inputs, folder);
  const sizes = checkInputs(planned);
  const { readSchema } = await import('./read-schema.ts');
  const read = await readSchema(resolve(effects.cwd, schemaPath), schemaPath.replaceAll('\\', '/'), format);
  if ('findings' in read) {
    printFindings(read.findings, effects);
    return exitCodes.data;
  }
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    const message = `${shownPath(effects.cwd, folder)}: expected a folder that can be made; choose another --out`;
    throw new CommandError('unwritable-folder', 'environment', message, { cause });
  });
  warnOfSensitive(read.schema, values['key-env'] === undefined, effects);
  const { cleanFiles } = await import('./clean-files.ts');
  const cleaned = await cleanFiles(planned, sizes, read.schema, { token, json: values.json === true, effects });
  if (values.json !== true) effects.stdout.write(`${summary(cleaned, effects).join('\n')}\n`);
  return cleaned.some(({ result }) => result.status === 'failed') ? exitCodes.data : exitCodes.fine;
}
