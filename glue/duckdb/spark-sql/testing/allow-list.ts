import { readFile } from 'node:fs/promises';
import { generatorNames } from '../compile-generator.ts';
import type { FunctionEntry } from '../functions/function-entry.ts';
import { functionGroups } from '../functions/function-table.ts';

export const readmePath = new URL('../README.md', import.meta.url);
const [start, end] = ['<!-- allow-list: made by testing/write-readme.ts -->', '<!-- /allow-list -->'];

/** The allow-list as README.md shows it. */
function allowList(): string {
  const groups = functionGroups.map(({ title, entries }) => `**${title}**\n\n${entries.map(line).join('\n')}\n`);
  return `${groups.join('\n')}\n**Generators** (alone in SELECT, or in LATERAL VIEW)\n\n${generatorNames.map((name) => `- \`${name}(array)\``).join('\n')}\n`;
}

function line(entry: FunctionEntry): string {
  const calls = entry.names.map((name) => `\`${name}(${parameters(entry)})\``);
  return `- ${calls.join(', ')}${entry.note === '' ? '' : `: ${entry.note}`}`;
}

/** `string, int[, string]`: what may be left out stands in brackets. */
function parameters(entry: FunctionEntry): string {
  return entry.parameters
    .map((parameter, index) => {
      const name = parameter
        .replace(/[?*+]$/, '')
        .replace('common', 'value')
        .replace('any', 'value');
      const comma = index === 0 ? '' : ', ';
      if (parameter.endsWith('?')) return `[${comma}${name}]`;
      return `${comma}${name}${/[*+]$/.test(parameter) ? ', …' : ''}`;
    })
    .join('');
}

/** README.md with today's allow-list between its marks. */
export async function readmeWithAllowList(): Promise<{ readonly is: string; readonly wanted: string }> {
  const is = await readFile(readmePath, 'utf8');
  const [before = '', rest = ''] = is.split(start);
  const after = rest.split(end)[1] ?? '';
  return { is, wanted: `${before}${start}\n\n${allowList()}\n${end}${after}` };
}
