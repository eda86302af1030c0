import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildResult } from '../../lake/build-result.ts';
import { type Spread, spreadOf } from '../measure/spread.ts';
import { type Command, timeCommand } from '../measure/time-command.ts';

/** One command's figures in seconds, whole process. */
export interface Figure {
  readonly peer: string;
  readonly what: 'from nothing' | 'nothing changed';
  readonly seconds: Spread;
}

/** A peer that is timed in turn with Sluice. */
export interface Peer {
  readonly name: string;
  readonly command: Command;
  /** Puts it into the state of "from nothing". */
  readonly reset: () => Promise<void>;
}

/**
 * Times each peer from nothing and with nothing changed, in turn (A B A B …), so that a machine whose speed drifts slows all alike.
 * @param runs counted runs of each; one more goes first and is not counted
 */
export async function timeInTurn(peers: readonly Peer[], runs: number, say: (text: string) => void) {
  const times = peers.map(({ name }) => ({ peer: name, empty: [] as number[], unchanged: [] as number[] }));
  for (let run = 0; run <= runs; run += 1) {
    say(run === 0 ? 'warm-up' : `run ${run} of ${runs}`);
    for (const [index, { command, reset }] of peers.entries()) {
      await reset();
      const empty = await timeCommand(command);
      const unchanged = await timeCommand(command);
      if (run === 0) continue;
      times[index]?.empty.push(empty);
      times[index]?.unchanged.push(unchanged);
    }
  }
  return times.flatMap(({ peer, empty, unchanged }): Figure[] => [
    { peer, what: 'from nothing', seconds: spreadOf(empty) },
    { peer, what: 'nothing changed', seconds: spreadOf(unchanged) },
  ]);
}

/** `npm start -- --once` of the repository's code on a project of its own. */
export function sluicePeer(root: string, repository: string): Peer {
  return {
    name: 'npm start -- --once',
    command: { program: 'npm', args: ['--silent', '--prefix', repository, 'start', '--', '--once'], cwd: root },
    reset: () => rm(join(root, '.lake'), { recursive: true, force: true }),
  };
}

/** Each step's share of a build, in percent, largest first. */
export function shares(result: BuildResult): { step: string; milliseconds: number; percent: number }[] {
  const all = result.steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return result.steps
    .map(({ step, milliseconds }) => ({ step, milliseconds, percent: (100 * milliseconds) / all }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
