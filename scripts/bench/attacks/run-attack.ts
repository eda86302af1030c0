import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Attack, Outcome } from '../../../lambda/clean/testing/attacks/attack.ts';
import { formatOfFile } from '../../../lambda/schema/file-format.ts';

/** What came of one attack on a process of its own. */
export interface AttackResult {
  readonly seconds: number;
  /** Greatest resident set, exactly. */
  readonly peakBytes: number;
  readonly exitCode: number;
  /** Undefined when the process was ended, or failed. */
  readonly outcome: (Outcome & { readonly rowsClean: number }) | undefined;
  /** Why there is no outcome. */
  readonly trouble: string | undefined;
}

const wrapper = join(import.meta.dirname, '..', 'measure', 'measure.py');

interface JsonLine {
  readonly status: 'clean' | 'failed';
  readonly rows: number;
  readonly clean: number;
  readonly quarantined: number;
  readonly reasons: readonly { readonly code: string }[];
  readonly findings: readonly { readonly code: string }[];
}

function outcomeOf({ status, rows, clean, quarantined, reasons, findings }: JsonLine): AttackResult['outcome'] {
  const codes = [...new Set([...reasons, ...findings].map(({ code }) => code))].sort();
  return { status, rowsIn: rows, rowsClean: clean, rowsQuarantined: quarantined, codes };
}

/**
 * Streams an attack's bytes into `sluice clean -`, as a process of its own under measure.py, which needs python3.
 * @param folder where the schema and the outputs go
 * @param mostSeconds after which the process is ended
 */
export async function runAttack(
  attack: Attack,
  size: number,
  { root, folder, mostSeconds }: { root: string; folder: string; mostSeconds: number },
): Promise<AttackResult> {
  const schema = join(folder, 'schema.json');
  await writeFile(schema, JSON.stringify(attack.schema));
  const sluice = [join(root, 'scripts', 'sluice.js'), 'clean', '-', '--schema', schema, '--out', join(folder, 'out')];
  const format = formatOfFile(attack.file) ?? 'csv';
  const child = spawn('python3', [wrapper, process.execPath, ...sluice, '--json', '--format', format], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'close');
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, mostSeconds * 1000);
  // A file that is refused is not read to its end: the pipe then breaks.
  const fed = pipeline(Readable.from(attack.bytes(size)), child.stdin).catch(() => undefined);
  const figures = child.stdio[3];
  const [stdout, stderr, measured] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    figures instanceof Readable ? text(figures) : '',
    fed,
  ]);
  const [exitCode] = await ended;
  clearTimeout(timer);
  if (late || measured === '') {
    const trouble = late ? `no end within ${mostSeconds} s` : `ended with ${exitCode}: ${stderr.slice(-500)}`;
    return { seconds: mostSeconds, peakBytes: 0, exitCode: Number(exitCode), outcome: undefined, trouble };
  }
  const { seconds, peakBytes } = JSON.parse(measured);
  const line: JsonLine | undefined = stdout === '' ? undefined : JSON.parse(stdout);
  return {
    seconds,
    peakBytes,
    exitCode: Number(exitCode),
    outcome: line === undefined ? undefined : outcomeOf(line),
    trouble: line === undefined ? `ended with ${exitCode}: ${stderr.slice(-500)}` : undefined,
  };
}
