import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';
import { main } from './main.ts';

let project: TemporaryProject;
beforeEach(async () => {
  project = await temporaryProject(['datasets']);
});
afterEach(() => project.dispose());

async function drag(dataset: string, name: string, content: string): Promise<void> {
  await mkdir(join(project.datasets, dataset), { recursive: true });
  await writeFile(join(project.datasets, dataset, name), content);
}

async function validate(args: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const code = await main(args, {
    cwd: project.root,
    env,
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: () => undefined },
    now: () => new Date(0),
  });
  return { code, out: out.join('') };
}

const orders = `id,amount,day,e_mail\n${Array.from({ length: 30 }, (_, at) => `A${at},${at}.50,2026-01-${String((at % 28) + 1).padStart(2, '0')},p${at}@example.com`).join('\n')}\n`;

describe('data without a schema', () => {
  test('gives the draft in the job summary, ready to copy', async () => {
    await drag('orders', '2026.csv', orders);
    const summary = join(project.root, 'summary.md');
    await writeFile(summary, '');
    const { code, out } = await validate(['datasets/orders'], { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(1);
    expect(out).toContain('npx sluice new dataset orders [dataset-without-schema]');
    const text = await readFile(summary, 'utf8');
    const block = text
      .split('\n')
      .filter((line) => line.startsWith('    '))
      .join('\n');
    const parsed = parseDatasetSchema(block, { name: 'orders', file: 'schema.json' });
    expect(parsed).toHaveProperty('schema');
    expect('schema' in parsed && parsed.schema.columns.map(({ name, type }) => [name, type.kind])).toEqual([
      ['id', 'string'],
      ['amount', 'decimal'],
      ['day', 'date'],
      ['e_mail', 'string'],
    ]);
    expect(text).toContain('take them out of its history too');
  });

  test('--json has the drafts, and nothing else is on stdout', async () => {
    await drag('orders', '2026.csv', orders);
    const { out } = await validate(['datasets/orders', '--json']);
    const { drafts } = JSON.parse(out);
    expect(drafts).toHaveLength(1);
    expect(drafts[0].dataset).toBe('orders');
  });

  test('a file that is no table is told at that file, and others are drafted', async () => {
    await drag('orders', '2026.csv', orders);
    await drag('page', 'data.csv', '<!doctype html><html><body>Sign in</body></html>');
    const { code, out } = await validate([]);
    expect(code).toBe(1);
    expect(out).toContain('datasets/page/data.csv: expected delimited text or JSON, got a web page');
  });

  test('a lake without such a folder has no draft', async () => {
    const { out } = await validate(['datasets/regions', '--json']);
    expect(JSON.parse(out).drafts).toEqual([]);
  });
});
