import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonDocument } from './json-document.ts';

function columnOf(text: string, offset: number): { line: number | undefined; column: number } {
  const read = parseJsonDocument(text, 'a.json');
  if ('findings' in read) throw new RangeError(JSON.stringify(read.findings));
  const { line, column } = read.document.placeInText(['a', 0], offset);
  return { line, column: column ?? 0 };
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '"': '\\"', '\\': '\\\\', '\t': '\\t' };

describe('placeInText', () => {
  it('counts escapes as they are written, whichever of them the file uses', () => {
    const unit = fc
      .tuple(fc.constantFrom('a', 'é', '\n', '"', '\\', '\t', '/', "'"), fc.boolean())
      .map(([value, long]) => ({ value, written: long ? escaped(value) : (short[value] ?? value) }));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (units) => {
        const text = `{\n  "a": ["${units.map(({ written }) => written).join('')}"]\n}`;
        let column = '  "a": ["'.length + 1;
        for (const [offset, { written }] of units.entries()) {
          expect(columnOf(text, offset)).toEqual({ line: 2, column });
          column += written.length;
        }
        expect(columnOf(text, units.length)).toEqual({ line: 2, column });
        expect(columnOf(text, units.length + 9)).toEqual({ line: 2, column });
      }),
    );
  });

  it('counts a sign outside the first plane as two, as the offset does', () => {
    expect(columnOf('{"a": ["😀x"]}', 2)).toEqual({ line: 1, column: 11 });
    expect(columnOf('{"a": ["\\ud83d\\ude00x"]}', 2)).toEqual({ line: 1, column: 21 });
  });

  it('is the value itself where it is no text', () => {
    expect(columnOf('{"a": [12]}', 1)).toEqual({ line: 1, column: 8 });
  });
});
