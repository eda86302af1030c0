import { Buffer } from 'node:buffer';
import * as slots from '../kernel/slot-names.ts';
import type { GatheredValues } from '../output/column-profile.ts';
import type { Kernel } from './kernel.ts';

/** Registers of the kernel's estimate of different values. */
const registers = 4096;

/** What the kernel gathered of a column's values. */
export function gatheredValues(kernel: Kernel, column: number): GatheredValues {
  kernel.exports.leaveProfile(column);
  const ranks = kernel.slot(slots.slotRanks);
  const copy = (at: number, length: number): Buffer | undefined =>
    // A length of -1 stands for none.
    length > 2 ** 31 ? undefined : Buffer.from(kernel.bytes.subarray(at, at + length));
  return {
    nulls: kernel.slot(slots.slotNulls),
    shortest: kernel.slot(slots.slotShortest),
    longest: kernel.slot(slots.slotLongest) | 0,
    ranks: kernel.bytes.subarray(ranks, ranks + registers),
    minimum: copy(kernel.slot(slots.slotLeast), kernel.slot(slots.slotLeastLength)),
    maximum: copy(kernel.slot(slots.slotGreatest), kernel.slot(slots.slotGreatestLength)),
  };
}
