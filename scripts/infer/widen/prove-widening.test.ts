import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { fileOf } from '../testing/input-files.ts';
import { proveWidening } from './prove-widening.ts';
import { verifyFiles } from './verify-files.ts';

type Words = Readonly<Record<string, unknown>>;

function schemaOf(properties: Words, own: Words = {}) {
  const text = JSON.stringify({
    title: 'T',
    description: '',
    type: 'object',
    'x-sluice': { owner: 'unknown', licence: 'unknown', source: 'repository', format: 'csv', ...own },
    properties,
  });
  const read = parseDatasetSchema(text, { name: 'drafted', file: 'schema.json' });
  if ('findings' in read) throw new TypeError(read.findings.map(formatFinding).join('\n'));
  return read.schema;
}

const file = (name: string, text: string) => fileOf(name, Buffer.from(text));

/** What is said where the one column `v` becomes wider, and a file was there before. */
async function proveColumn(before: Words, after: Words, old: string) {
  const [one, other] = [{ v: before }, { v: after }].map((more) => schemaOf({ n: { type: 'integer' }, ...more }));
  if (one === undefined || other === undefined) throw new TypeError('two schemas');
  const proof = await proveWidening({
    before: one,
    after: other,
    old: [file('old.csv', old)],
    others: [],
    files: [],
    verdicts: [],
  });
  return proof.findings.map(formatFinding);
}

const text = { type: ['string', 'null'] };
const integer = { type: ['integer', 'null'] };
const day = { type: 'string', format: 'date', 'x-sluice': { formats: ['DD/MM/YYYY'] } };

describe('values of the files before', () => {
  it('may be written otherwise by a wider type', async () => {
    const numbers = 'n,v\n1,5\n2,-7\n3,\n4,007\n';
    expect(await proveColumn(integer, { type: ['number', 'null'] }, numbers)).toEqual([]);
    expect(await proveColumn(integer, text, numbers)).toEqual([]);
    expect(await proveColumn({ type: 'boolean' }, text, 'n,v\n1,Yes\n2,0\n')).toEqual([]);
    const price = { type: 'string', format: 'decimal' };
    const [small, large] = [4, 6].map((precision) => ({
      ...price,
      'x-sluice': { precision, scale: precision / 2 },
    }));
    expect(await proveColumn(small ?? {}, large ?? {}, 'n,v\n1,1.5\n2,-99.99\n')).toEqual([]);
    const instant = { ...day, format: 'date-time', 'x-sluice': { formats: ['DD/MM/YYYY'], timeZone: 'Asia/Tokyo' } };
    expect(await proveColumn(day, instant, 'n,v\n1,05/01/2025\n')).toEqual([]);
  });

  it('must not become empty', async () => {
    const tokens = { ...text, 'x-sluice': { nullTokens: ['', 'NA'] } };
    expect(await proveColumn(text, tokens, 'n,v\n1,EU\n2,NA\n3,"a ""b"", c"\n4,NA\n')).toEqual([
      'old.csv: v: expected values of the files before to stay as they are, got 2 values that the wider schema loses or changes, the first in row 2: "NA" becomes empty; make the new file a dataset of its own, or widen the schema by hand [values-lost]',
    ]);
  });

  it('must not become others', async () => {
    const other = { ...day, 'x-sluice': { formats: ['MM/DD/YYYY', 'DD/MM/YYYY'] } };
    const [said] = await proveColumn(day, other, 'n,v\n1,25/01/2025\n2,05/01/2025\n');
    expect(said).toContain(
      '1 value that the wider schema loses or changes, the first in row 2: "2025-01-05" becomes "2025-05-01"',
    );
    const instant = { ...day, format: 'date-time', 'x-sluice': { formats: ['MM/DD/YYYY'], timeZone: 'UTC' } };
    expect(await proveColumn(day, instant, 'n,v\n1,05/01/2025\n')).toHaveLength(1);
  });

  it('are not shown where they are sensitive', async () => {
    const sensitive = { ...text, 'x-sluice': { sensitive: 'mask' } };
    const tokens = { ...text, 'x-sluice': { sensitive: 'mask', nullTokens: ['', 'Ada'] } };
    const said = (await proveColumn(sensitive, tokens, 'n,v\n1,Ada\n')).join('\n');
    expect(said).toContain('v: expected values');
    expect(said).not.toContain('Ada');
  });

  it('must not go with their rows', async () => {
    const [said] = await proveColumn(text, { ...text, maxLength: 2 }, 'n,v\n1,ab\n2,abc\n3,a\n4,abcd\n');
    expect(said).toContain(
      'old.csv: expected values of the files before to stay as they are, got 2 rows that the wider schema refuses, the first in row 2;',
    );
    expect(await proveColumn({ ...text, maxLength: 2 }, text, 'n,v\n1,ab\n2,abc\n3,a\n')).toEqual([]);
  });
});

const numbered = (from: number, value: string) =>
  `n,v\n${Array.from({ length: 3 }, (_, index) => `${from + index},${value}\n`).join('')}`;

async function proveKeys(own: Words, old: readonly string[], files: readonly string[]) {
  const schema = schemaOf({ n: integer, v: text }, { primaryKey: ['n'], ...own });
  const given = files.map((one, at) => file(`new${at}.csv`, one));
  const others = old.map((one, at) => file(`old${at}.csv`, one));
  const proof = await proveWidening({
    before: schema,
    after: schema,
    old: others,
    others,
    files: given,
    verdicts: await verifyFiles(schema, given),
  });
  return { findings: proof.findings.map(formatFinding).join('\n'), remarks: proof.remarks.join('\n') };
}

describe('keys that come again in another file', () => {
  it('are no finding where there are none', async () => {
    expect(await proveKeys({}, [numbered(1, 'a')], [numbered(4, 'b')])).toEqual({ findings: '', remarks: '' });
  });

  it('are one with other values, and the message says how many', async () => {
    const { findings } = await proveKeys({}, [numbered(1, 'a'), numbered(10, 'a')], [numbered(11, 'b')]);
    expect(findings).toContain(
      'new0.csv: n: expected a key that no other file has, got 2 of 3 rows with a key that came before, 2 of them with other values, such as row 1 and row 2 of old1.csv; of rows',
    );
  });

  it('are one in two new files too', async () => {
    const { findings } = await proveKeys({}, [], [numbered(1, 'a'), numbered(3, 'b')]);
    expect(findings).toContain('new1.csv: n: expected a key that no other file has, got 1 of 3 rows');
  });

  it('are remarked on where the rows are the same', async () => {
    const { findings, remarks } = await proveKeys({}, [numbered(1, 'a')], [numbered(1, 'a')]);
    expect(findings).toBe('');
    expect(remarks).toContain('new0.csv: 3 of 3 rows have a key that came before (n), and the same values');
  });

  it('are heeded as onDuplicate says', async () => {
    const latest = await proveKeys(
      { onDuplicate: { rule: 'latest', by: 'v' } },
      [numbered(1, 'a')],
      [numbered(1, 'b')],
    );
    expect(latest.findings).toBe('');
    expect(latest.remarks).toContain('tables see those with the latest v');
    const fail = await proveKeys({ onDuplicate: { rule: 'fail' } }, [numbered(1, 'a')], [numbered(1, 'a')]);
    expect(fail.findings).toContain('if it was delivered before, leave it out');
    expect(fail.findings).toContain('tables that read the dataset are then not built');
  });

  it('can not be found where the files before are uploaded, which is said', async () => {
    const { remarks } = await proveKeys({ source: 'upload' }, [], [numbered(1, 'a')]);
    expect(remarks).toBe('the key n could not be tried on files before: they are in raw, and not here');
  });
});

describe('a file of which too many rows are refused', () => {
  it('is refused by its own rows, however many the others have', async () => {
    const bad = `n,v\n${'x,a\n'.repeat(3)}`;
    const good = `n,v\n${Array.from({ length: 300 }, (_, index) => `${index},a\n`).join('')}`;
    const { findings } = await proveKeys({ primaryKey: undefined }, [], [good, bad]);
    expect(findings).toMatch(
      /^new1\.csv: expected at most 5 % of its rows .* got 3 of 3, most of them: n: .*\[integer-format\].*\[still-rejected\]$/,
    );
    expect((await proveKeys({ primaryKey: undefined, tolerance: 1 }, [], [good, bad])).findings).toBe('');
  });
});
