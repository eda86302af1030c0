import type { Column } from '../../schema/dataset-schema.ts';
import * as faults from '../faults.ts';
import type { Cell, ReadCell } from './cell.ts';
import { isFormula } from './formula-text.ts';

/** Text in Unicode's NFC, so that equal text is equal bytes; without NUL and half surrogates, which JSON's escapes can write. */
export function readText(text: string): Cell {
  if (/^[\x20-\x7e]*$/.test(text)) return { text, value: text };
  if (text.includes('\0')) return { fault: faults.nulByte };
  if (!text.isWellFormed()) return { fault: faults.loneSurrogate };
  const canonical = text.normalize('NFC');
  return { text: canonical, value: canonical };
}

/** Makes the reader of a column of text; where formulas are quarantined, one is a fault. */
export function compileText({ formulas }: Pick<Column, 'formulas'>): ReadCell {
  if (formulas !== 'quarantine') return readText;
  return (text) => (isFormula(text) ? { fault: faults.formulaText } : readText(text));
}
