import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkSuites, timedSuites } from './suites.ts';

const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
const named = [...readme.matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);

describe('the suites of npm run bench', () => {
  it('are those of the README, in its order', () => {
    expect(named).toEqual(timedSuites.map(({ name }) => name));
    for (const { name } of checkSuites) expect(readme).toContain(`\`${name}\``);
  });

  it.each([...timedSuites])('$name can be run', async ({ load }) => {
    expect(await load()).toMatchObject({ run: expect.any(Function) });
  });

  it.each([...checkSuites])('$name can be run and has help of its own', async ({ name, load }) => {
    const { help, run } = await load();
    expect(help).toContain(`npm run bench -- ${name}`);
    expect(run).toBeTypeOf('function');
  });
});
