import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { cellReaders } from './csv-parse-cells.ts';
import { type Reason, type TableSchema, validatorOf } from './csv-parse-checks.ts';

/** What csv-parse gives with `info`: the record, its last line, and whether it has as many fields as the header. */
interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: {
    readonly lines: number;
    readonly records: number;
    readonly error?: { readonly record: readonly string[] };
  };
}

function namesOf({ properties }: TableSchema): (header: readonly string[]) => string[] {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const known = new Map(
    Object.entries(properties).flatMap(([name, { 'x-sluice': own }]) =>
      [name, ...(own?.aliases ?? [])].map((written) => [letters(written), name] as const),
    ),
  );
  return (header) => header.map((written) => known.get(letters(written)) ?? written);
}

/** Cleans a CSV file by a schema with csv-parse, ajv and csv-stringify, record after record, as their manuals show it. */
async function clean(input: string, schema: TableSchema, out: string): Promise<void> {
  const read = cellReaders(schema);
  const validate = validatorOf(schema);
  const columns = [...read.keys(), '_row'];
  await mkdir(out, { recursive: true });
  const quarantine = createWriteStream(join(out, 'quarantine.ndjson'));
  const judge = (parsed: Parsed): { row: object } | { reasons: readonly Reason[] } => {
    const fields = parsed.info.error?.record.length ?? read.size;
    if (fields < read.size) return { reasons: [{ code: 'too-few-fields', column: null }] };
    if (fields > read.size) return { reasons: [{ code: 'too-many-fields', column: null }] };
    const row: Record<string, unknown> = {};
    for (const [name, readCell] of read) {
      const value = readCell(parsed.record[name] ?? '');
      if (value !== undefined) row[name] = value;
    }
    const reasons = validate(row);
    if (reasons.length > 0) return { reasons };
    row['_row'] = parsed.info.records;
    return { row };
  };
  const judging = new Transform({
    objectMode: true,
    transform(parsed: Parsed, _encoding, done) {
      const judged = judge(parsed);
      if ('row' in judged) return done(null, judged.row);
      const { records: row, lines: line, error } = parsed.info;
      const raw = error?.record ?? parsed.record;
      const written = quarantine.write(`${JSON.stringify({ row, line, raw, reasons: judged.reasons })}\n`);
      if (written) done();
      else quarantine.once('drain', done);
    },
  });
  await pipeline(
    createReadStream(input),
    parse({ columns: namesOf(schema), info: true, relax_column_count: true, bom: true }),
    judging,
    stringify({ header: true, columns, cast: { boolean: String } }),
    createWriteStream(join(out, 'clean.csv')),
  );
  quarantine.end();
  await finished(quarantine);
}

const { values, positionals } = parseArguments('bench', process.argv.slice(2), {
  schema: { type: 'string' },
  out: { type: 'string' },
});
const [input] = positionals;
if (input === undefined || values.schema === undefined || values.out === undefined) {
  throw usageError('bench', 'INPUT --schema SCHEMA --out DIR', process.argv.slice(2).join(' '));
}
await clean(input, JSON.parse(await readFile(values.schema, 'utf8')), values.out);
