/** Four bytes for each of the sixteen slots. */
const slots = memory.data(64);

/** Where the slots stand: unsigned numbers of four bytes. */
export function slotsAt(): usize {
  return slots;
}

/** Leaves a number in a slot: see `slot-names.ts`. */
export function leave(slot: i32, value: usize): void {
  store<u32>(slots + ((<usize>slot) << 2), <u32>value);
}
