import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../cli/command-error.ts';
import { planSmoke, showsRow } from './plan-smoke.ts';

const root = join(import.meta.dirname, '..', '..');
const audiences = ['analysts', 'privacy', 'security'];

describe('planSmoke', () => {
  it('chooses a dataset whose tables not everybody sees, and says what has to come of its file', {
    timeout: 120_000,
  }, async () => {
    const plan = await planSmoke({ root, audiences, id: 'abc' });
    expect(plan.key).toBe(`${plan.dataset}/_smoke-abc.csv`);
    expect(plan.rows.quarantined).toBe(1);
    const tables = new Set(plan.expected.map(({ table }) => table.name));
    const seenBy = [...tables].map((name) => plan.sights.get(name)?.size ?? 0);
    expect(Math.min(...seenBy)).toBeLessThan(audiences.length);
    const own = plan.expected.find(({ values }) => values.get('file') === plan.key);
    expect(own?.values.get('rows_clean')).toBe(String(plan.rows.clean));
    expect(new TextDecoder().decode(plan.body).trimEnd().split('\n')).toHaveLength(1 + plan.rows.clean + 1);
  });

  it('says which datasets it tried when there is none', async () => {
    const none = planSmoke({ root, audiences, id: 'abc', dataset: 'no_such_dataset' });
    await expect(none).rejects.toThrow(CommandError);
  });
});

describe('showsRow', () => {
  const values = new Map([
    ['region', 'DE-BE'],
    ['online', null],
  ] as const);
  it.each([
    [undefined, true],
    [[{ column: 'region', values: ['DE-BE', 'FR-IDF'] }], true],
    [[{ column: 'region', values: ['FR-IDF'] }], false],
    [[{ column: 'online', values: [true] }], false],
    [
      [
        { column: 'region', values: ['DE-BE'] },
        { column: 'region', values: ['FR-IDF'] },
      ],
      false,
    ],
  ])('%j: %s', (rows, shown) => expect(showsRow({ rows }, { values })).toBe(shown));
});
