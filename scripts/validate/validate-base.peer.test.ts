import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LakeRepository, lakeRepository } from './testing/lake-repository.ts';

let repository: LakeRepository;
beforeEach(async () => {
  repository = await lakeRepository();
});
afterEach(() => repository.dispose());

describe('what a dashboard of the base reads', () => {
  const moved = async () => {
    await repository.edit('dashboards/sales/definition.json', (text) => text.replaceAll('"region_name"', '"region"'));
    await repository.edit('dashboards/sales/data-sets/sales_daily.json', (text) =>
      text.replaceAll('region_name', 'region'),
    );
  };

  test('a column of a contract can not go, though the same change moves the dashboard', async () => {
    await repository.edit('glue/tables/sales_daily/table.json', (text) =>
      text.replace(/\{[^{}]*"name": "region_name"[^{}]*\},\s*/, ''),
    );
    await repository.edit('glue/tables/sales_daily/transform.sql', (text) =>
      text.replace(/.*AS region_name,\n/, '').replace(/.*COALESCE\(regions\.name.*\n/, ''),
    );
    await moved();
    const { code, lines } = await repository.validate();
    expect(code).toBe(1);
    const found = lines.filter((line) => line.includes('[contract-in-use]'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^error glue\/tables\/sales_daily\/table\.json:\d+:\d+: sales_daily\.region_name: .* read by visual ".+" \(dashboards\/sales\/definition\.json:\d+:\d+\).*expand first/,
    );
  });

  test('a retyped column of a contract is refused', async () => {
    await repository.edit('glue/tables/sales_daily/table.json', (text) =>
      text.replace(/("name": "category",\s*"type": )"string"/, '$1"bigint"'),
    );
    const { lines } = await repository.validate();
    expect(lines.filter((line) => line.includes('[contract-in-use]'))).toEqual([
      expect.stringMatching(/sales_daily\/table\.json:\d+:\d+: sales_daily\.category: .*string became bigint/),
    ]);
  });

  test('a decimal may get wider', async () => {
    await repository.edit('glue/tables/sales_daily/table.json', (text) =>
      text.replace('decimal(14,2)', 'decimal(15,2)'),
    );
    const found = await repository.validate();
    expect(found.stdout).not.toContain('[contract-in-use]');
    expect(found.stderr).toMatch(/compatible .*sales_daily\.revenue_usd: decimal\(14,2\) became decimal\(15,2\)/);
  });

  test('a column that no dashboard reads may go, with a warning', async () => {
    const json = JSON.parse((await repository.validate(['--base', 'base', '--json'])).stdout);
    expect(json.schemaChanges).toEqual([]);
    await repository.edit('glue/tables/movie_details/table.json', (text) =>
      text.replace(/\{[^{}]*"name": "distributor"[^{}]*\},\s*/, ''),
    );
    const { lines } = await repository.validate();
    expect(lines.filter((line) => line.includes('distributor') && line.includes('[breaking-change]'))).toHaveLength(1);
    expect(lines.join('\n')).not.toContain('[contract-in-use]');
  });

  test('a table can not go', async () => {
    await repository.remove('glue/tables/sales_monthly');
    const { code, lines } = await repository.validate();
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^error glue\/tables\/sales_monthly\/table\.json: sales_monthly: .*visual "[^"]+" \(dashboards\/sales\/definition\.json:\d+:\d+\).*\[contract-in-use\]$/,
      ),
    ]);
  });

  test('a dataset that its tables still read can not go: one message', async () => {
    await repository.remove('datasets/items');
    const found = await repository.validate();
    expect(found.errors).toEqual([
      expect.stringMatching(/^error datasets\/items\/schema\.json: items: .*sales_daily.*\[contract-in-use\]$/),
    ]);
  });

  test('a column of a dataset without which a table fails can not go', async () => {
    await repository.edit('datasets/regions/schema.json', (text) =>
      text.replace(/.*"country": .*\n/, '').replace(', "country"', ''),
    );
    const found = (await repository.validate()).errors.filter((line) => line.includes('[contract-in-use]'));
    expect(found).toEqual([
      expect.stringMatching(
        /^error datasets\/regions\/schema\.json:\d+:\d+: regions\.country: .*so that sales_daily, .*visual/,
      ),
    ]);
  });

  test('but may where the table gives the same without it', async () => {
    await repository.edit('datasets/regions/schema.json', (text) =>
      text.replace(/.*"country": .*\n/, '').replace(', "country"', ''),
    );
    await repository.edit('datasets/regions/regions.csv', (text) =>
      text
        .split('\n')
        .map((line) =>
          line
            .split(',')
            .filter((_, at) => at !== 2)
            .join(','),
        )
        .join('\n'),
    );
    for (const table of ['sales_daily', 'user_activity_daily']) {
      await repository.edit(`glue/tables/${table}/transform.sql`, (text) =>
        text.replace(/^( *)regions\.country,$/m, "$1'none' AS country,").replace(/^ *regions\.country,?\n/gm, ''),
      );
    }
    const { stdout } = await repository.validate();
    expect(stdout).toMatch(/regions\.country: .*\[breaking-change\]/);
    expect(stdout).not.toContain('[contract-in-use]');
  });
});

test('a removed table that only a table reads is one message', async () => {
  await repository.put('glue/tables/orphan/transform.sql', 'SELECT region FROM middle');
  await repository.put('glue/tables/middle/transform.sql', 'SELECT region FROM regions');
  const contract = {
    title: 'x',
    description: 'x',
    owner: 'x',
    key: ['region'],
    columns: [{ name: 'region', type: 'string', nullable: false, description: 'x' }],
  };
  for (const name of ['orphan', 'middle']) {
    await repository.put(`glue/tables/${name}/table.json`, JSON.stringify(contract));
    await repository.put(`glue/tables/${name}/quality.dqdl`, 'Rules = [ RowCount > 0 ]\n');
  }
  await repository.commit();
  await repository.git('branch', '--force', 'base');
  await repository.remove('glue/tables/middle');
  const found = await repository.validate();
  expect(found.errors).toEqual([
    expect.stringMatching(/^error glue\/tables\/orphan\/transform\.sql:1:\d+: middle: .*\[removed-in-use\]$/),
  ]);
});

test('data without a schema that a change brings is drafted, and nothing else is judged for it', async () => {
  await repository.put('datasets/stores/all.csv', 'store,opened,seats\nS1,2025-01-31,10\nS2,2025-02-28,20\n');
  const json = JSON.parse((await repository.validate(['--base', 'base', '--json'])).stdout);
  expect(json.findings.map(({ code }: { code: string }) => code)).toEqual(['dataset-without-schema']);
  expect(json.drafts).toEqual([expect.objectContaining({ dataset: 'stores' })]);
  expect(json.drafts[0].text).toContain('"opened"');

  await repository.put('datasets/stores/schema.json', json.drafts[0].text);
  const taken = await repository.validate();
  expect(taken).toMatchObject({ code: 0, errors: [] });
});
