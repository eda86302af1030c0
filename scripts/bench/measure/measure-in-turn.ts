import { type Measured, measureCommand } from './measure-command.ts';
import type { CorePin } from './pin-core.ts';
import { type Spread, spreadOf } from './spread.ts';
import type { Command } from './time-command.ts';

/** A command that is timed in turn with others. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Looks at what the first, uncounted run left behind; what it returns is a note beside the figures. */
  readonly check?: () => Promise<string | undefined>;
}

/** One contender's figures. */
export interface Measurement {
  readonly name: string;
  readonly seconds: Spread;
  readonly cpuSeconds: Spread;
  readonly peakBytes: Spread;
  readonly note: string | undefined;
}

export interface TurnOptions {
  readonly runs: number;
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
  { runs, pin, say }: TurnOptions,
): Promise<Measurement[]> {
  const kept = contenders.map((): Measured[] => []);
  const notes = contenders.map((): string | undefined => undefined);
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, { name, command, check }] of contenders.entries()) {
      const measured = await measureCommand(pin(command));
      say(`${run === 0 ? 'warm-up' : `run ${run} of ${runs}`}: ${name}, ${measured.seconds.toFixed(2)} s`);
      if (run === 0) notes[index] = await check?.();
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
      note: notes[index],
    };
  });
}
