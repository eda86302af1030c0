import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { allAttacks } from '../../../lambda/clean/testing/attacks/all-attacks.ts';
import { type Attack, MB, type Outcome } from '../../../lambda/clean/testing/attacks/attack.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import { textTable } from '../../cli/text-table.ts';
import { describeMachine } from '../measure/describe-machine.ts';
import { type AttackResult, runAttack } from './run-attack.ts';

export const help = `npm run bench -- attacks [--only TEXT] [--small] [--seconds N] [--memory MB]

Streams files made to do harm into \`sluice clean -\`, each into a process of its own, and shows how long it took, the greatest resident
set (exactly, by wait4) and what came. Files are made on the fly. It needs python3 and room for the quarantine of the largest, some GB.

  --only TEXT    attacks whose name holds this text
  --small        the sizes of the unit tests
  --seconds N    end a process after so many seconds (300)
  --memory MB    most megabytes that a process may need (400)

Exit code 1 when something else came than must come, or it took more.
`;

const options = {
  only: { type: 'string', default: '' },
  small: { type: 'boolean', default: false },
  seconds: { type: 'string', default: '300' },
  memory: { type: 'string', default: '400' },
} as const;

const root = fileURLToPath(new URL('../../..', import.meta.url));

function number(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw usageError('bench', `--${option} to be a number above 0`, `"${text}"`);
}

/** What is wrong with a result; nothing: undefined. */
function troubleOf(expected: Outcome, result: AttackResult, mostBytes: number): string | undefined {
  const { outcome, trouble, peakBytes, exitCode } = result;
  if (outcome === undefined) return trouble;
  if (outcome.rowsIn !== outcome.rowsClean + outcome.rowsQuarantined) return 'rows are lost';
  if (exitCode !== (expected.status === 'failed' ? 1 : 0)) return `ended with ${exitCode}`;
  const counted = Number.isNaN(expected.rowsIn) || expected.rowsIn === outcome.rowsIn;
  const alike = expected.status === outcome.status && expected.codes.join() === outcome.codes.join();
  if (!counted || !alike || expected.rowsQuarantined !== outcome.rowsQuarantined)
    return `expected ${JSON.stringify(expected)}`;
  return peakBytes > mostBytes ? `more than ${mostBytes / MB} MB` : undefined;
}

const figure = (value: number): string => value.toLocaleString('en');

function cameOf({ outcome }: AttackResult): string {
  if (outcome === undefined) return '';
  const { status, rowsIn, rowsQuarantined, codes } = outcome;
  const rows = `${figure(rowsIn)} rows, ${figure(rowsQuarantined)} quarantined`;
  return `${status === 'failed' ? 'refused' : rows}${codes.length > 0 ? ` [${codes.join(', ')}]` : ''}`;
}

const columns = [
  { title: 'attack' },
  { title: 'MB', align: 'right' },
  { title: 'seconds', align: 'right' },
  { title: 'peak MB', align: 'right' },
  { title: 'what came' },
] as const;

/** Runs the attacks. @returns 1 when one of them did harm, otherwise 0 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArguments('bench', args, options);
  const [mostSeconds, mostBytes] = [number('seconds', values.seconds), number('memory', values.memory) * MB];
  const chosen: readonly Attack[] = allAttacks.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw usageError('bench', 'the text of an attack behind --only', `"${values.only}"`);
  const rows: string[][] = [];
  const harm: string[] = [];
  for (const [index, attack] of chosen.entries()) {
    const size = values.small ? attack.small : attack.large;
    process.stderr.write(`${index + 1} of ${chosen.length}: ${attack.name}\n`);
    const folder = await mkdtemp(join(tmpdir(), 'sluice-attack-'));
    const result = await runAttack(attack, size, { root, folder, mostSeconds });
    await rm(folder, { recursive: true, force: true });
    const trouble = troubleOf(attack.outcome(size), result, mostBytes);
    if (trouble !== undefined) harm.push(`${attack.name}: ${trouble}, got ${cameOf(result)}`);
    const peak = (result.peakBytes / MB).toFixed(0);
    rows.push([
      attack.name,
      (size / MB).toFixed(size < 10 * MB ? 1 : 0),
      result.seconds.toFixed(1),
      peak,
      cameOf(result),
    ]);
  }
  process.stdout.write(
    `Files made to do harm, whole process, on ${describeMachine()}\n\n${textTable(columns, rows, 100).join('\n')}\n`,
  );
  process.stdout.write(
    harm.length === 0 ? '\nNone did harm.\n' : `\n${harm.map((line) => `HARM ${line}`).join('\n')}\n`,
  );
  return harm.length === 0 ? 0 : 1;
}
