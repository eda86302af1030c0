import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { goldenFile } from '../../lambda/schema/testing/golden-file.ts';
import { formatSchema } from './format-schema.ts';
import { type Inferred, inferDataset } from './infer-dataset.ts';
import { fileOf, inputsOf, unsettled } from './testing/input-files.ts';

const testdata = join(import.meta.dirname, 'testdata');

/** All that a person is told to look at, and what is proposed for personal columns. */
const remarksOf = ({ lookAt, columns, verdict }: Inferred): readonly string[] => [
  ...lookAt,
  ...columns.flatMap(({ name, lookAt: own, personal }) => [
    ...own.map((remark) => `${name}: ${remark}`),
    ...(personal === undefined ? [] : [`${name}: ${personal.what}, ${personal.sensitive}: ${personal.why}`]),
  ]),
  ...verdict.examples.map(({ file, line, message }) => `${file}:${line}: ${message}`),
];

describe('drafts', () => {
  it.each(readdirSync(join(testdata, 'ok')))('%s', async (situation) => {
    const folder = join(testdata, 'ok', situation);
    const read = await inferDataset(await inputsOf(folder), unsettled);
    if ('findings' in read) throw new Error(read.findings.map(formatFinding).join('\n'));
    const { schema, verdict } = read.inferred;
    const text = formatSchema(schema);
    expect(text).toBe(await goldenFile(join(folder, 'schema.json'), text));
    const remarks = remarksOf(read.inferred)
      .map((remark) => `${remark}\n`)
      .join('');
    expect(remarks).toBe(await goldenFile(join(folder, 'remarks.txt'), remarks));
    expect(parseDatasetSchema(text, { name: 'drafted', file: 'schema.json' })).toHaveProperty('schema');
    expect(verdict.rows).toBeGreaterThan(0);
  });
});

describe('what is printed', () => {
  it.each(readdirSync(join(testdata, 'ok')))('of %s has no value of a personal column', async (situation) => {
    const read = await inferDataset(await inputsOf(join(testdata, 'ok', situation)), unsettled);
    if ('findings' in read) throw new Error(read.findings.map(formatFinding).join('\n'));
    for (const { personal, values, type, because, lookAt, facts } of read.inferred.columns) {
      if (personal === undefined) continue;
      expect({ values, ofFacts: facts.values, range: facts.range }).toEqual({});
      if (type === 'integer' || type === 'number') expect(because).toBe(`${type} by all values`);
      expect(lookAt.join('\n')).not.toMatch(/"|\d{3,}/);
    }
  });

  it('says no sentinel among personal numbers, and no e-mail address as an example', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const born = at % 30 === 7 ? '-999' : `${1950 + at}`;
      return `v${at}x,${born},${at % 10 === 3 ? 'anna@example.org' : at % 10 === 4 ? 'none yet' : at}\n`;
    });
    const file = fileOf('visits.csv', Buffer.from(`visit,born,nights\n${rows.join('')}`));
    const read = await inferDataset([file], unsettled);
    const [, born, nights] = 'inferred' in read ? read.inferred.columns : [];
    expect(born).toMatchObject({ type: 'integer', nullTokens: ['-999'], lookAt: [] });
    expect(nights?.lookAt).toEqual([
      '48 of its 60 values are numbers, the others are not, such as "none yet": it stays text',
      '6 of its 60 values hold e-mail addresses: they are personal data, wherever they stand',
    ]);
  });

  it('has no value that is cut short among the values of a column', async () => {
    const read = await inferDataset(await inputsOf(join(testdata, 'ok', 'one_long_value_first')), unsettled);
    const [, , status, level] = 'inferred' in read ? read.inferred.columns : [];
    expect(status?.facts).toMatchObject({ distinct: 2, values: ['shut', 'open'] });
    expect(level?.facts).toMatchObject({ distinct: 3, longest: 250, values: undefined });
  });

  it('gives the values of the others, and their range', async () => {
    const read = await inferDataset(await inputsOf(join(testdata, 'ok', 'personal_with_slips')), unsettled);
    const weight = 'inferred' in read ? read.inferred.columns.at(-1) : undefined;
    expect(weight).toMatchObject({ because: '40 to 99', facts: { range: [40, 99], distinct: 60 } });
    expect(weight?.facts.values).toContain('41');
  });
});

it('says no range of numbers that points make look like fractions, nor why', async () => {
  const read = await inferDataset(await inputsOf(join(testdata, 'ok', 'points_that_group_thousands')), unsettled);
  const columns = 'inferred' in read ? read.inferred.columns.slice(1) : [];
  for (const { because, facts } of columns) expect([because, facts.range]).toEqual(['written like 1.234', undefined]);
  expect(columns).toHaveLength(3);
});

describe('refusals', () => {
  it.each(readdirSync(join(testdata, 'err')))('%s', async (code) => {
    const folder = join(testdata, 'err', code);
    const read = await inferDataset(await inputsOf(folder), unsettled);
    if (!('findings' in read)) throw new Error(formatSchema(read.inferred.schema));
    expect(read.findings.map((finding) => finding.code)).toEqual([code]);
    const said = read.findings.map((finding) => `${formatFinding(finding)}\n`).join('');
    expect(said).toBe(await goldenFile(join(folder, 'expected.txt'), said));
  });
});
