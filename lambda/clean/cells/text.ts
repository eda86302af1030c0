import * as faults from '../faults.ts';
import type { Cell } from './cell.ts';

/** Text in Unicode's NFC, so that equal text is equal bytes; without NUL and half surrogates, which JSON's escapes can write. */
export function readText(text: string): Cell {
  if (/^[\x20-\x7e]*$/.test(text)) return { text, value: text };
  if (text.includes('\0')) return { fault: faults.nulByte };
  if (!text.isWellFormed()) return { fault: faults.loneSurrogate };
  const canonical = text.normalize('NFC');
  return { text: canonical, value: canonical };
}
