/** The byte at a place, as a number that does not wrap. */
export function byteAt(at: usize): i32 {
  return i32.load8_u(at);
}

/** Whether there is an ASCII digit. */
export function isDigitAt(at: usize): bool {
  return <u32>(byteAt(at) - 48) < 10;
}

export function equalBytes(left: usize, right: usize, length: i32): bool {
  for (let index = 0; index < length; index++) if (byteAt(left + index) !== byteAt(right + index)) return false;
  return true;
}

/** Copies in steps of 16 bytes, so up to 15 more are read and written than asked for. @returns where the copy ends */
export function copyBytes(target: usize, source: usize, length: usize): usize {
  for (let at: usize = 0; at < length; at += 16) v128.store(target + at, v128.load(source + at));
  return target + length;
}
