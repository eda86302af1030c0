/** What a byte of a value is; a value's kinds are those of its bytes, joined. */
export const DIGIT = 1;
export const SIGN = 2;
export const POINT = 4;
/** e and E, which also stand in numbers. */
export const EXPONENT = 8;
export const LETTER = 16;
export const BLANK = 32;
export const MARK = 64;
/** Bytes of characters beyond ASCII. */
export const HIGH = 128;

function kindOf(byte: number): number {
  const character = String.fromCharCode(byte);
  if (byte > 127) return HIGH;
  if (/\d/.test(character)) return DIGIT;
  if (/[eE]/.test(character)) return EXPONENT;
  if (/[A-Za-z]/.test(character)) return LETTER;
  if (/[-+]/.test(character)) return SIGN;
  if (character.trim() === '' || byte === 0) return BLANK;
  return character === '.' ? POINT : MARK;
}

/** The kind of each of the 256 bytes. */
export const byteKinds = Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte));
