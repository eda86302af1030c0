import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readTheme } from './read-theme.ts';

async function read(text: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-theme-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (text !== undefined) await writeFile(join(folder, 'theme.json'), text);
  const { theme, findings } = await readTheme('theme.json', folder);
  return { theme, findings: findings.map(({ code, place }) => `${code} ${place.line ?? 0}`) };
}

it('reads a theme, and none where there is no file', async () => {
  expect(await read('{ "BaseThemeId": "CLASSIC", "Configuration": {} }')).toEqual({
    theme: { BaseThemeId: 'CLASSIC', Configuration: {} },
    findings: [],
  });
  expect(await read(undefined)).toEqual({ theme: undefined, findings: [] });
});

it.each([
  ['{ "BaseThemeId": 1 }', 'wrong-type 1'],
  ['{\n  "BaseThemeId": "CLASSIC",\n  "Configuration": { "Colours": {} }\n}', 'unknown-key 3'],
  ['{ "BaseThemeId": ', 'json-syntax 1'],
])('finds what is wrong with %s', async (text, expected) => {
  const { theme, findings } = await read(text);
  expect(theme).toBeUndefined();
  expect(findings).toContain(expected);
});
