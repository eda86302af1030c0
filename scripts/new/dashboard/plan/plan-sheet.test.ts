import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { draftDashboard } from '../draft-dashboard.ts';
import { judgeDraft } from '../judge-draft.ts';
import { outline } from '../testing/outline.ts';
import { readCase } from '../testing/read-case.ts';

const cases = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'testdata', 'ok');
const now = new Date('2026-11-21T00:00:00Z');

/** What is expected beside a case. Written when there is none yet, which CI refuses. */
function golden(file: string, actual: string): string {
  if (!existsSync(file) && process.env['CI'] === undefined) writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}

describe.each(readdirSync(cases))('the draft of %s', (name) => {
  const folder = path.join(cases, name);

  it('shows what its outline says', async () => {
    const { sheets } = draftDashboard([await readCase(folder)], { now });
    const text = sheets.map(outline).join('\n');
    expect(text).toBe(golden(path.join(folder, 'outline.txt'), text));
  });

  it('is the definition beside it, and passes every check', async () => {
    const table = await readCase(folder);
    const draft = draftDashboard([table], { now });
    const definition = draft.files.find((file) => file.path === 'definition.json');
    const text = definition !== undefined && 'text' in definition ? definition.text : '';
    expect(text).toBe(golden(path.join(folder, 'definition.json'), text));
    expect(await judgeDraft('drafted', draft, [table])).toEqual([]);
  });
});
