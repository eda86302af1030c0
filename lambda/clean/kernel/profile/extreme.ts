import { byteAt } from '../bytes.ts';

/** Bytes of a minimum or maximum that are kept and compared: as in `lambda/clean/output/column-profile.ts`. */
export const keptBytes = 400;

/** The least or the greatest value so far. */
@unmanaged
export class Extreme {
  /** Where its bytes stand, up to `keptBytes`. */
  bytes: usize;
  /** -1: there is none yet. */
  length: i32;
}

/** The first eight bytes as a number that orders as they do; what is shorter comes first, for no text holds a NUL byte. */
export function prefixOf(start: usize, length: i32): u64 {
  const bytes = bswap<u64>(load<u64>(start));
  return length >= 8 ? bytes : bytes & ~(<u64>-1 >>> (<u64>length * 8));
}

export function setExtreme(extreme: Extreme, start: usize, end: usize): void {
  const length = min(<i32>(end - start), keptBytes);
  const target = extreme.bytes;
  for (let at = 0; at < length; at++) store<u8>(target + at, load<u8>(start + at));
  extreme.length = length;
}

/** Negative where the bytes come before it. @param cut bytes at the end that are not compared */
export function compareTo(extreme: Extreme, start: usize, end: usize, cut: i32): i32 {
  const own = extreme.length - cut;
  const length = min(<i32>(end - start), keptBytes) - cut;
  const both = min(length, own);
  for (let at = 0; at < both; at++) {
    const difference = byteAt(start + at) - byteAt(extreme.bytes + at);
    if (difference !== 0) return difference;
  }
  return length - own;
}
