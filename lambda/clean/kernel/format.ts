import { scanCsv, undoubleQuotes } from './csv/scan-csv.ts';
import { undoEscapes } from './json/json-tokens.ts';
import { scanJson } from './json/scan-json.ts';

/** The file's format. */
class Format {
  static isJson: bool = false;
}

export function setFormat(isJson: bool): void {
  Format.isJson = isJson;
}

/** Looks at what begins at `from`: see `scanCsv` and `scanJson`. */
export function scan(from: usize, end: usize, isLast: bool): i32 {
  return Format.isJson ? scanJson(from, end, isLast) : scanCsv(from, end, isLast);
}

/** Copies a raw field without its doubled quotes or escapes. @returns where the copy ends; 0: it is for the next tier */
export function undoMarks(start: usize, end: usize, target: usize): usize {
  return Format.isJson ? undoEscapes(start, end, target) : undoubleQuotes(start, end, target);
}
