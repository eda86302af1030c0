/** What makes spreadsheets read a cell as a formula, also full-width: https://owasp.org/www-community/attacks/CSV_Injection */
const start = /^[=+\-@\t\r\n＝＋－＠]/;
/** No written number is longer; it also bounds what `number` looks at. */
const longestNumber = 64;
/** Digits and what groups them; nothing in between that a spreadsheet would compute with. */
const number = /^[+\-＋－]?[\d., '\u00a0\u202f]*\d[\d., '\u00a0\u202f]*(?:e[+-]?\d+)?\s*%?$/i;

const isNumber = (text: string): boolean => text.length <= longestNumber && number.test(text);

/**
 * Whether a spreadsheet that opens the text as a cell of CSV would run it or compute with it. What reads as one number is none, with
 * marks between its digits, an exponent or a percent sign: `-5`, `+1.234,50`, `-3e5`, `+49 170 1234567`. `-2+3`, `+49-170` and a sign
 * alone are.
 */
export const isFormula = (text: string): boolean => start.test(text) && !isNumber(text);

/**
 * What stands in the clean file for the text of a column with `"formulas": "escape"`: an apostrophe before a formula, which makes
 * spreadsheets show the rest as text; other text as it is.
 */
export const escapeFormula = (text: string): string => (isFormula(text) ? `'${text}` : text);
