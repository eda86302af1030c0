import { diff } from 'node:util';
import { colour } from '../../cli/colour.ts';
import type { Effects } from '../../cli/effects.ts';
import { printable } from '../../cli/printable.ts';
import type { Widened } from '../../infer/widen/widen-schema.ts';
import { printRemarks } from './print-draft.ts';

/** What is shown of a wider schema. */
export interface ShownWidening {
  readonly before: string;
  readonly widened: Widened;
  readonly remarks: readonly string[];
  /** Path of schema.json, as messages name it. */
  readonly shown: string;
}

/** Says what becomes wider, what does not, and what to look at. */
export function printWidening({ before, widened, remarks, shown }: ShownWidening, effects: Effects): void {
  const { text, changes, kept, verdict } = widened;
  for (const change of changes) effects.stdout.write(`${printable(change)}\n`);
  if (changes.length > 0) printDiff(before, text, shown, effects);
  printRemarks([...remarks, ...kept], effects);
  printRemarks(
    verdict.examples.slice(0, 5).map(({ file, line, message }) => `${file}:${line}: ${message}`),
    effects,
  );
  const rest = verdict.quarantined === 0 ? '' : `; ${verdict.quarantined} go to quarantine all the same`;
  const what =
    changes.length === 0
      ? `the schema takes them as it is`
      : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  effects.stderr.write(`${verdict.rows} new rows: ${what}${rest}\n`);
}

const around = 1;

/** The changed lines with one line around them. */
function printDiff(before: string, after: string, shown: string, effects: Effects): void {
  const lines = diff(before.split('\n'), after.split('\n'));
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(([kind]) => kind !== 0);
  effects.stdout.write(`--- ${shown}\n+++ ${shown}\n`);
  for (const [at, [kind, line]] of lines.entries()) {
    if (!isNear(at)) continue;
    // util.diff marks with 1 what only the first has.
    const mark = kind === 0 ? ' ' : kind === 1 ? '-' : '+';
    const text = `${mark}${printable(line)}`;
    effects.stdout.write(`${kind === 0 ? text : colour(kind === 1 ? 'red' : 'green', text, effects, 'stdout')}\n`);
  }
}

/** More files are not named one by one. */
const mostNamed = 5;

/** Says what was written, and how it is taken back. @param copied paths of the files, as messages name them */
export function printApplied(
  { before, widened, shown }: ShownWidening,
  copied: readonly string[],
  effects: Effects,
): void {
  const isWider = before !== widened.text;
  const undo = [
    ...(isWider ? [`git checkout -- ${shown} takes the schema back`] : []),
    ...(copied.length === 0 ? [] : [`${removal(copied)} the ${copied.length === 1 ? 'file' : 'files'}`]),
  ];
  if (undo.length === 0) {
    effects.stderr.write('nothing was written: the schema fits, and no file was to be copied\n');
    return;
  }
  const files = `${copied.length} ${copied.length === 1 ? 'file' : 'files'}`;
  const done = isWider ? 'applied' : 'copied';
  const what = isWider
    ? `${shown}${copied.length === 0 ? '' : `, and copied ${files} beside it`}`
    : `${files} beside ${shown}, which stays as it is`;
  effects.stderr.write(`${colour('green', done, effects)} ${printable(`${what}; ${undo.join(', ')}`)}\n`);
}

const removal = (copied: readonly string[]): string =>
  copied.length <= mostNamed
    ? `git clean -f -- ${copied.map((path) => (/[^\w./-]/.test(path) ? JSON.stringify(path) : path)).join(' ')} removes`
    : 'git status shows and git clean -f -- removes';
