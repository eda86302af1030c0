import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../lake/testing/run-command.ts';
import { type TemporaryProject, temporaryProject } from '../lake/testing/temporary-project.ts';

const repository = join(import.meta.dirname, '..', '..');
const pages = ['README.md', 'CONTRIBUTING.md'];
/** A fenced block of one command and what it prints. */
const block = /```console\n\$ npx sluice (.*)\n([^`]*)```/g;

let project: TemporaryProject;
beforeAll(async () => {
  project = await temporaryProject();
  expect((await runCommand(project.command, ['start', '--once'], project.root)).code).toBe(0);
});
afterAll(() => project.dispose());

async function output(command: string): Promise<string> {
  const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const { stdout, stderr } = await runCommand(project.command, args, project.root);
  return stdout + stderr;
}

describe.each(pages)('%s', (page) => {
  test('shows what the commands print', async () => {
    const text = await readFile(join(repository, page), 'utf8');
    const blocks = [...text.matchAll(block)];
    expect(blocks.length).toBeGreaterThan(1);
    let written = text;
    for (const [whole, command = '', shown] of blocks) {
      const printed = await output(command);
      if (process.env['UPDATE_DOCS'])
        written = written.replace(whole, () => `\`\`\`console\n$ npx sluice ${command}\n${printed}\`\`\``);
      else expect(printed, command).toBe(shown);
    }
    if (written !== text) await writeFile(join(repository, page), written);
  });
});
