import { readFile } from 'node:fs/promises';
import { generatorNames } from '../compile-generator.ts';
import type { FunctionEntry } from '../functions/function-entry.ts';
import { functionGroups } from '../functions/function-table.ts';
import { readGolden } from './golden.ts';

/** The README that holds the generated parts. */
export const readmePath = new URL('../README.md', import.meta.url);
const marks = {
  list: ['<!-- allow-list: made by testing/write-readme.ts -->', '<!-- /allow-list -->'],
  counts: ['<!-- counts: made by testing/write-readme.ts -->', '<!-- /counts -->'],
} as const;

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

/** What golden.ndjson holds, as README.md says it. */
async function counts(): Promise<string> {
  const golden = await readGolden();
  const count = (outcome: string) => golden.filter((probe) => probe.outcome === outcome).length.toLocaleString('en');
  const both = golden.filter(({ outcome, spark }) => outcome === 'refused' && spark.error !== undefined).length;
  return [
    '| probes | equal in rows and types | raise in both | refused (by Spark too) | stop at a value | wrong |',
    '|---|---|---|---|---|---|',
    `| ${golden.length.toLocaleString('en')} | ${count('right')} | ${count('raises')} | ${count('refused')} (${both}) | ${count('stopped')} | ${count('wrong')} |`,
  ].join('\n');
}

function between(text: string, [start, end]: readonly [string, string], content: string): string {
  const [before = '', rest = ''] = text.split(start);
  return `${before}${start}\n\n${content}\n\n${end}${rest.split(end)[1] ?? ''}`;
}

/** README.md as it is, and with today's counts and allow-list between their marks. */
export async function readmeWithAllowList(): Promise<{ readonly is: string; readonly wanted: string }> {
  const is = await readFile(readmePath, 'utf8');
  return { is, wanted: between(between(is, marks.counts, await counts()), marks.list, allowList().trim()) };
}
