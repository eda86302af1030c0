import type { Random } from './random.ts';

/** How dirty one record is: most are all sound, the others are spoilt in some of their cells or as a whole. */
export interface RecordDirtiness {
  /** Share of the cells that are doubtful. */
  readonly cells: number;
  /** The record is spoilt after it was written. */
  readonly whole: boolean;
}

const sound: RecordDirtiness = { cells: 0, whole: false };

/** @param dirtiness share of the file's records that are not sound */
export function recordDirtiness(random: Random, dirtiness: number): RecordDirtiness {
  if (!random.chance(dirtiness)) return sound;
  const kind = random.below(10);
  if (kind < 6) return { cells: random.pick([0.1, 0.3, 1]), whole: false };
  return { cells: kind === 9 ? 0.2 : 0, whole: true };
}
