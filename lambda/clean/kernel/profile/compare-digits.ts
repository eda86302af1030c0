import { byteAt } from '../bytes.ts';

const minus = 45;

/** Plain numbers of any length, exactly: as many digits after the point in both. @returns whether the left is less */
export function isLessByDigits(left: usize, leftEnd: usize, right: usize, rightEnd: usize): bool {
  const negative = byteAt(left) === minus;
  if (negative !== (byteAt(right) === minus)) return negative;
  return negative ? isShorterOrLess(right, rightEnd, left, leftEnd) : isShorterOrLess(left, leftEnd, right, rightEnd);
}

function isShorterOrLess(left: usize, leftEnd: usize, right: usize, rightEnd: usize): bool {
  const length = leftEnd - left;
  if (length !== rightEnd - right) return length < rightEnd - right;
  for (let at: usize = 0; at < length; at++) {
    const difference = byteAt(left + at) - byteAt(right + at);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
