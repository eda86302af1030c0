import path from 'node:path';
import { expect, it } from 'vitest';
import { functionGroups, functionNamed } from './functions.ts';

it('lists every function in FUNCTIONS.md (vitest -u writes it)', async () => {
  const sections = Object.entries(functionGroups).map(([group, specs]) =>
    [`## ${group}`, '', ...specs.map((spec) => `- \`${spec.signature}\``).sort(), ''].join('\n'),
  );
  const total = Object.values(functionGroups).flat().length;
  const head = `# Functions\n\nThe ${total} functions of QuickSight's expression language that are computed here; \`?\` marks what may be left out.\nA visual that uses another function is not drawn, and says which. Generated from functions.ts.\n`;
  const file = path.join(import.meta.dirname, '../../FUNCTIONS.md');
  await expect([head, ...sections].join('\n')).toMatchFileSnapshot(file);
});

it('knows no name twice, and every name in any case', () => {
  const names = Object.values(functionGroups)
    .flat()
    .map((spec) => spec.name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(functionNamed(name.toUpperCase())?.name).toBe(name);
  expect(functionNamed('kMeans')).toBeUndefined();
});
