/** Character codes of the signs that JSON's structure is made of (RFC 8259, section 2). */
export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_ARRAY = 91;
export const BACKSLASH = 92;
export const CLOSE_ARRAY = 93;
export const OPEN = 123;
export const CLOSE = 125;

export const isLineEnd = (code: number): boolean => code === 10 || code === 13;
