import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Names of all steps, as their files say. */
function stepNames(): Set<string> {
  const folder = join(import.meta.dirname, 'steps');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return new Set(
    files.flatMap((file) =>
      Array.from(
        readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}name: '([^']+)',$/gm),
        ([, name = '']) => name,
      ),
    ),
  );
}

/** The last cell of each row of "What becomes of what goes wrong". */
function rows(): (readonly [string, string])[] {
  const text = readFileSync(join(root, 'infra', 'README.md'), 'utf8');
  const [, section = ''] = /## What becomes of what goes wrong\n([\s\S]*?)\n## /.exec(text) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return [cells[1] ?? '', cells[5] ?? ''] as const;
  });
}

it('says of everything that goes wrong what shows it: a step that there is, a test that there is, or only an account', () => {
  const steps = stepNames();
  expect(rows().length).toBeGreaterThan(12);
  for (const [what, by] of rows()) {
    const named = Array.from(by.matchAll(/`([^`]+)`/g), ([, name = '']) => name);
    const known = named.filter((name) => (name.includes('/') ? existsSync(join(root, name)) : steps.has(name)));
    expect(known.length > 0 || by.includes('only in an account'), `${what}: ${by}`).toBe(true);
    const unknown = named.filter((name) => !known.includes(name) && name !== 'error_events');
    expect(unknown, what).toEqual([]);
  }
});
