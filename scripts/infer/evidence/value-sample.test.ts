import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readCleanCells } from './clean-cells.ts';
import { ColumnEvidence } from './column-evidence.ts';
import { ValueSample } from './value-sample.ts';

function sampleOf(texts: Iterable<string>): readonly string[] {
  const sample = new ValueSample();
  for (const text of texts) sample.add(Buffer.from(text), 0, Buffer.byteLength(text));
  return sample.texts;
}

function* numbers(end: number): Generator<string> {
  for (let at = 0; at < end; at++) yield String(at);
}

describe('ValueSample', () => {
  it('keeps all of up to 1,000 values', () => {
    expect(sampleOf(numbers(1000))).toEqual([...numbers(1000)]);
  });

  it('keeps 1,000 of more, as many of each tenth of them, and the same each time', () => {
    const kept = sampleOf(numbers(200_000));
    expect(kept).toEqual(sampleOf(numbers(200_000)));
    expect(new Set(kept).size).toBe(1000);
    const tenths = Map.groupBy(kept, (text) => Math.floor(Number(text) / 20_000));
    // Of a fair draw of 1,000 a tenth has 100, and 55 or fewer once in a million times.
    for (let tenth = 0; tenth < 10; tenth++) expect(tenths.get(tenth)?.length).toBeGreaterThan(55);
  });

  it('cuts long values between characters', () => {
    const [text = ''] = sampleOf(['ä'.repeat(101)]);
    expect(text).toBe(`${'ä'.repeat(100)}…`);
    expect(sampleOf([`x${'ä'.repeat(101)}`])).toEqual([`x${'ä'.repeat(99)}…`]);
    expect(sampleOf(['x'.repeat(200)])).toEqual(['x'.repeat(200)]);
  });
});

describe('ColumnEvidence', () => {
  it('still samples a column that is text beyond doubt', () => {
    const evidence = new ColumnEvidence(() => false);
    const read = (many: number, write: (at: number) => string): void => {
      const lines = Array.from({ length: many }, (_, at) => `${write(at)},${at + 1}\n`);
      readCleanCells(Buffer.from(lines.join('')), [evidence]);
    };
    read(60_000, (at) => (at === 5 ? 'desk 4' : `desk ${at}`));
    expect(evidence.isSettled).toBe(true);
    read(60_000, (at) => `p${at}@example.org`);
    const { sample, values } = evidence.close();
    expect(values).toBe(120_000);
    const found = sample.filter((text) => text.includes('@')).length;
    expect(found).toBeGreaterThan(420);
    expect(found).toBeLessThan(580);
  });
});
