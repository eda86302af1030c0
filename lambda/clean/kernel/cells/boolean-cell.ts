import { byteAt, copyBytes } from '../bytes.ts';
import { Column, setValue } from '../column.ts';
import { passesBoolean } from '../host.ts';
import { writeHostCell } from './host-cell.ts';

const longestWord: usize = 5;
const trueText = memory.data<u8>([116, 114, 117, 101, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const falseText = memory.data<u8>([102, 97, 108, 115, 101, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** The words of `lambda/clean/cells/boolean.ts`, their letters as one number: true t yes y on 1, false f no n off 0. */
function meaningOf(word: u64): i32 {
  switch (word) {
    case 0x74727565:
    case 0x74:
    case 0x796573:
    case 0x79:
    case 0x6f6e:
    case 0x31:
      return 1;
    case 0x66616c7365:
    case 0x66:
    case 0x6e6f:
    case 0x6e:
    case 0x6f6666:
    case 0x30:
      return 0;
    default:
      return -1;
  }
}

function lowerWord(start: usize, end: usize): u64 {
  let word: u64 = 0;
  for (let at = start; at < end; at++) {
    const byte = byteAt(at);
    word = (word << 8) | (byte >= 65 && byte <= 90 ? byte + 32 : byte);
  }
  return word;
}

/** True and false in words of any case; what is no such word of ASCII is read by the host, which knows other letters. As `writeCell`. */
export function writeBooleanCell(column: Column, start: usize, end: usize, out: usize): usize {
  const meaning = end - start > longestWord ? -1 : meaningOf(lowerWord(start, end));
  if (meaning < 0) return writeHostCell(column, start, end, out);
  if (column.isTested && !passesBoolean(column.number, meaning === 1)) return 0;
  return setValue(column, out, meaning === 1 ? copyBytes(out, trueText, 4) : copyBytes(out, falseText, 5));
}
