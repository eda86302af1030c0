import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeMarkdown } from '../github/markdown.ts';
import { mergeGroupEvent, pullRequestEvent } from './testing/events.ts';
import type { ActRequest } from './testing/run-act.ts';
import { openWorkflows, reason } from './testing/workflows.ts';

const { scratch, run: runWorkflow } = openWorkflows();
const ours = (path: string) => readFile(join(scratch().root, path), 'utf8');
const sales = 'datasets/sales_records/2026-05.csv';
const board = 'dashboards/sales/definition.json';
const plan = JSON.stringify({ environment: 'rehearsal', hash: '0123456789abcdef', stacks: [] });

/** Runs the workflow for a change. */
async function judge(
  files: Readonly<Record<string, string | null>>,
  more: Partial<ActRequest> & { readonly from?: string } = {},
) {
  const head = await scratch().change(files);
  const payload = pullRequestEvent(scratch().base, head, more.from);
  const { from: _, ...rest } = more;
  return await runWorkflow({ workflow: 'pull-request.yml', event: 'pull_request', payload, ...rest });
}

/** A row more, which is right. */
async function goodSales() {
  const text = await ours(sales);
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return `${text.trimEnd()}\n${last.replace(/^[^;]*/, 'T2605-90001')}\n`;
}

describe.skipIf(reason !== undefined)(`a pull request (${reason ?? 'act'})`, () => {
  test('with a good CSV is validated, tested, reported and let through', async () => {
    const run = await judge({ [sales]: await goodSales() });
    expect(run.jobs).toEqual({
      changes: 'success',
      validate: 'success',
      test: 'success',
      report: 'success',
      gate: 'success',
    });
    expect(run.log).toContain('npx sluice changes --base HEAD^1');
    expect(run.log).toContain(`npx sluice validate --base ${scratch().base}`);
    expect(run.log).toContain('npm test -- --project unit');
    expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);
    expect([...run.artifacts.keys()].sort()).toEqual(['report/comment.md', 'report/report.html', 'report/report.json']);
    expect(run.artifacts.get('report/comment.md')).toContain(codeMarkdown('sales_records'));
  });

  test('with a bad CSV gets annotations on its lines and does not pass, and is reported nevertheless', async () => {
    const [header = '', ...rows] = (await ours(sales)).trimEnd().split('\n');
    const bad = [header, ...rows.map((row) => row.replace(/^([^;]*;[^;]*);[^;]*/, '$1;many'))];
    const run = await judge({ [sales]: `${bad.join('\n')}\n` });
    expect(run.jobs).toEqual({
      changes: 'success',
      validate: 'failure',
      test: 'success',
      report: 'failure',
      gate: 'failure',
    });
    const errors = run.annotations.filter(({ level, file }) => level === 'error' && file === sales);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(10);
    expect(errors.some(({ line = 0 }) => line > 1)).toBe(true);
    expect(run.artifacts.get('report/comment.md')).toContain(codeMarkdown(sales));
  });

  test('with a CSV alone gets a draft of its schema, and does not pass', async () => {
    const run = await judge({ 'datasets/stores/all.csv': 'store,opened\nS1,2025-01-31\nS2,2025-02-28\n' });
    expect(run.jobs).toMatchObject({ validate: 'failure', report: 'failure', gate: 'failure' });
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', title: 'dataset-without-schema' }),
    );
    expect(run.artifacts.get('report/comment.md')).toContain(
      `A draft of ${codeMarkdown('datasets/stores/schema.json')}`,
    );
    expect(run.artifacts.get('report/comment.md')).toMatch(/^ {4} +"opened": .*"format": "date"/m);
  });

  test('whose rows break a table does not pass, although each file is right by itself', async () => {
    const run = await judge({ 'datasets/items/again.csv': await ours('datasets/items/items.csv') });
    expect(run.jobs).toMatchObject({ validate: 'success', report: 'failure', gate: 'failure' });
    expect(run.artifacts.get('report/comment.md')).toContain('not built');
  });

  test('with a broken dashboard gets the line of its JSON', async () => {
    const text = await ours(board);
    const broken = text.replace('"ColumnName": "revenue_usd"', '"ColumnName": "revenu_usd"');
    expect(broken).not.toBe(text);
    const run = await judge({ [board]: broken });
    expect(run.jobs).toMatchObject({ validate: 'failure', report: 'failure', gate: 'failure' });
    const line = broken.slice(0, broken.indexOf('"revenu_usd"')).split('\n').length;
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', file: board, line, title: 'column-missing' }),
    );
  });

  test('that only touches docs waits for nothing', async () => {
    const run = await judge({ 'README.md': '# Sluice\n' });
    expect(run.jobs).toEqual({ changes: 'success', gate: 'success' });
    expect(run.log.filter((line) => line.startsWith('npm'))).toEqual([]);
  });

  test('of ours that adds a dataset is compared with what is deployed, by a role that sees no data', async () => {
    const run = await judge(newDataset, { variables: { SLUICE_ENVIRONMENT: 'rehearsal' }, says: { deploy: plan } });
    expect(run.jobs).toEqual({
      ...{ changes: 'success', validate: 'success', test: 'success', synth: 'success' },
      ...{ difference: 'success', report: 'success', gate: 'success' },
    });
    expect(run.log).toContain('take arn:aws:iam::123456789012:role/sluice-rehearsal-plan in us-east-1');
    expect(run.log).toContain(
      'npx sluice deploy --env rehearsal --plan --assembly assembly --json as sluice-rehearsal-plan',
    );
    expect(run.log).toContain(
      `npx sluice report --base ${scratch().base} --out report --strict --infra difference/infra.json`,
    );
  });

  test.each([
    ['of a fork', { from: 'stranger/sluice', variables: { SLUICE_ENVIRONMENT: 'rehearsal' } }],
    ['where no role is set up', {}],
  ])('%s is judged without a credential', async (_, more) => {
    const run = await judge(newDataset, more);
    expect(run.jobs).toEqual({
      ...{ changes: 'success', validate: 'success', test: 'success', synth: 'success' },
      ...{ report: 'success', gate: 'success' },
    });
    expect(run.log.filter((line) => line.startsWith('take'))).toEqual([]);
  });

  test('with code is linted and tested whole; what fails there keeps the gate shut', async () => {
    const run = await judge({ 'scripts/cli/colour.ts': '// nothing\n' }, { ends: { 'npm-run-lint': 1 } });
    expect(run.jobs).toMatchObject({ lint: 'failure', test: 'success', gate: 'failure' });
    expect(run.log).toContain('npm test');
  });

  test('whose role has expired says so and is reported without the difference', async () => {
    const run = await judge(newDataset, { variables: { SLUICE_ENVIRONMENT: 'rehearsal' }, refusesRole: true });
    expect(run.jobs).toMatchObject({ difference: 'failure', report: 'success', gate: 'failure' });
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('Could not assume role') }),
    );
  });

  test('in a merge queue is judged against the queue', async () => {
    const head = await scratch().change({ [sales]: await goodSales() });
    const payload = mergeGroupEvent(scratch().base, head);
    const run = await runWorkflow({ workflow: 'pull-request.yml', event: 'merge_group', payload });
    expect(run.jobs).toEqual({
      changes: 'success',
      validate: 'success',
      test: 'success',
      report: 'success',
      gate: 'success',
    });
  });
});

const newDataset = {
  'datasets/visits/schema.json': JSON.stringify({
    $schema: '../../lambda/schema/dataset.schema.json',
    title: 'Visits',
    description: 'Visits a day.',
    type: 'object',
    properties: { day: { type: 'string', format: 'date' }, visits: { type: 'integer' } },
    required: ['day', 'visits'],
    'x-sluice': { owner: 'product-analytics', licence: 'CC0-1.0' },
  }),
  'datasets/visits/2026-11.csv': 'Day,Visits\n2026-11-01,12\n2026-11-02,9\n',
};
