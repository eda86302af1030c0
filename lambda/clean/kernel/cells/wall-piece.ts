/** What a piece of a date pattern reads; TypeScript names them in plans. Numbers have a least and a most count of digits. */
export const literalPiece = 0;
export const yearPiece = 1;
/** Two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068, as POSIX strptime has them. */
export const shortYearPiece = 2;
export const monthPiece = 3;
export const monthNamePiece = 4;
export const dayPiece = 5;
export const hourPiece = 6;
export const minutePiece = 7;
export const secondPiece = 8;
export const fractionPiece = 9;
export const halfPiece = 10;
export const offsetPiece = 11;
