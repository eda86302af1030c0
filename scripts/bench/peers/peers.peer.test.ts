import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersCsv, salesCsv, salesNdjson } from '../input/inputs.ts';
import { writeInput } from '../input/write-input.ts';
import { timeCommand } from '../measure/time-command.ts';
import { benchPython } from './bench-python.ts';
import { checkOutputs } from './check-outputs.ts';
import { type CleanTask, peerEngines, sluiceEngine } from './clean-commands.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');
const found = await benchPython(root, () => undefined);
const python = found.reason === undefined ? found.python : undefined;
if (python === undefined && process.env['CI']) {
  it('has its peers', () => expect.fail(found.reason ?? 'no Python'));
}

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-test-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ['clean', salesCsv(7), 4],
  ['clean-wide', customersCsv(7), 4],
  ['ndjson', salesNdjson(7), 3],
] as const)(`the peers of the suite %s (${found.reason ?? 'all'})`, (suite, input, peers) => {
  const taskFor = (file: string): CleanTask => ({
    root,
    input: file,
    schema: join('scripts', 'bench', suite, 'schema.json'),
    out: join(folder, suite),
  });
  let task = taskFor('');
  beforeAll(async () => {
    task = taskFor(await writeInput(input, 1, folder));
    await timeCommand(sluiceEngine(task).command);
  });

  it.skipIf(python === undefined)('each clean the same rows to the same text, and quarantine the same', async () => {
    const engines = peerEngines(task, python);
    expect(engines).toHaveLength(peers);
    for (const { name, command, outputs } of engines) {
      await timeCommand(command);
      const agreement = await checkOutputs(sluiceEngine(task).outputs, outputs);
      expect(agreement.clean, name).toBeGreaterThan(2000);
      expect(agreement.quarantined, name).toBeGreaterThan(15);
      const expected = agreement.otherReasons.filter(
        ([change]) => !change.startsWith('too-few-fields -> missing-value'),
      );
      expect(expected, name).toEqual([]);
    }
  });
});
