import { type Measured, measureCommand } from './measure-command.ts';
import type { CorePin } from './pin-core.ts';
import { type Spread, spreadOf } from './spread.ts';
import type { Command } from './time-command.ts';

/** A command that is timed in turn with others. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Looks at what the first, uncounted run left behind. @throws BenchError when it is not what it should be */
  readonly check?: () => Promise<void>;
}

/** One contender's figures. */
export interface Measurement {
  readonly name: string;
  readonly seconds: Spread;
  readonly cpuSeconds: Spread;
  readonly peakBytes: Spread;
}

export interface TurnOptions {
  readonly runs: number;
  /** Whether a first round goes uncounted. Default: yes. */
  readonly warmUp?: boolean;
  readonly pin: CorePin['pin'];
  readonly say: (text: string) => void;
}

/**
 * Measures contenders in turn (A B C A B C …), so that a machine whose speed drifts slows all alike. A first round warms up,
 * is checked and is not counted.
 * @throws BenchError when a command fails
 */
export async function measureInTurn(
  contenders: readonly Contender[],
  { runs, warmUp = true, pin, say }: TurnOptions,
): Promise<Measurement[]> {
  const kept = contenders.map((): Measured[] => []);
  for (let run = warmUp ? 0 : 1; run <= runs; run += 1) {
    for (const [index, { name, command, check }] of contenders.entries()) {
      const measured = await measureCommand(pin(command));
      say(`${run === 0 ? 'warm-up' : `run ${run} of ${runs}`}: ${name}, ${measured.seconds.toFixed(2)} s`);
      if (run === 0) await check?.();
      else kept[index]?.push(measured);
    }
  }
  return contenders.map(({ name }, index) => {
    const own = kept[index] ?? [];
    return {
      name,
      seconds: spreadOf(own.map(({ seconds }) => seconds)),
      cpuSeconds: spreadOf(own.map(({ cpuSeconds }) => cpuSeconds)),
      peakBytes: spreadOf(own.map(({ peakBytes }) => peakBytes)),
    };
  });
}
