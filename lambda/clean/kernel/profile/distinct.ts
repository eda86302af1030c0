/** As in `lambda/clean/output/distinct-estimate.ts`, which says where the estimate comes from. */
const indexBits = 12;

/** Registers of one byte. */
export const registers = 1 << indexBits;

/** Adds a value to the estimate of how many different ones there were. */
export function addHash(ranks: usize, hash: u32): void {
  const at = ranks + (hash >>> (32 - indexBits));
  const rank = <u32>clz<u32>((hash << indexBits) | (1 << (indexBits - 1))) + 1;
  if (rank > <u32>load<u8>(at)) store<u8>(at, <u8>rank);
}
