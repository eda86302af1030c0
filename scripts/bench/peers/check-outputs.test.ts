import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkOutputs, type Outputs } from './check-outputs.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-bench-check-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, clean: string, quarantine: string): Promise<Outputs> {
  const outputs = { clean: join(folder, `${name}.csv`), quarantine: join(folder, `${name}.ndjson`) };
  await writeFile(outputs.clean, clean);
  await writeFile(outputs.quarantine, quarantine);
  return outputs;
}

const bad = (row: number, code: string) => `{"row":${row},"reasons":[{"code":"${code}","column":"a"}]}\n`;

it('takes the same text however it is quoted, and counts other reasons', async () => {
  const ours = await write('ours', 'a,_row\nx,1\ny,2\n', bad(3, 'pattern') + bad(4, 'length'));
  const theirs = await write('theirs', 'a,_row\n"x",1\ny,2\n', bad(4, 'length') + bad(3, 'enum'));
  expect(await checkOutputs(ours, theirs)).toEqual({
    clean: 2,
    quarantined: 2,
    sameReasons: 1,
    otherReasons: [['pattern a -> enum a', 1]],
  });
});

it.each([
  ['another value', 'a,_row\nz,1\ny,2\n', bad(3, 'pattern'), 'expected ["x","1"] in row 1, got ["z","1"]'],
  ['a row less', 'a,_row\nx,1\n', bad(3, 'pattern'), 'expected ["y","2"] in row 2, got undefined'],
  ['a row more', 'a,_row\nx,1\ny,2\nz,3\n', bad(3, 'pattern'), 'expected 3 rows, got more'],
  ['a bad row less', 'a,_row\nx,1\ny,2\n', '', 'expected row 3 to be pattern a, got clean'],
  ['a bad row more', 'a,_row\nx,1\ny,2\n', bad(3, 'pattern') + bad(2, 'length'), 'expected row 2 to be clean'],
])('refuses %s', async (_what, clean, quarantine, message) => {
  const ours = await write('ours', 'a,_row\nx,1\ny,2\n', bad(3, 'pattern'));
  const theirs = await write('theirs', clean, quarantine);
  await expect(checkOutputs(ours, theirs)).rejects.toThrow(message);
});
