import { describe, expect, it } from 'vitest';
import { displayWidth } from '../cli/text-table.ts';
import { clockText, plainProgressLine, progressLine, type Standing } from './progress-line.ts';

const standing: Standing = {
  file: 'exports/2026/sales.csv',
  number: 3,
  files: 12,
  bytes: 62_500_000,
  allBytes: 100_000_000,
  rows: 612_345,
  seconds: 0.5,
};

describe('progressLine', () => {
  it('tells all where there is room', () => {
    expect(progressLine(standing, 120)).toBe(
      'exports/2026/sales.csv  3 of 12  ███████████████░░░░░░░░░  62 %  125 MB/s  612,345 rows  0:00 left',
    );
  });

  it.each([90, 79, 60, 50, 40, 30, 20, 10])('fits into %i cells, and always says how much', (width) => {
    const line = progressLine({ ...standing, file: 'exports/日本/売上.csv' }, width);
    expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(line).toContain('62 %');
  });

  it('says megabytes where the size is not known', () => {
    expect(progressLine({ ...standing, files: 1, file: 'stdin', allBytes: undefined, rows: 0 }, 80)).toBe(
      'stdin  63 MB  125 MB/s',
    );
  });

  it('has no bar in words', () => {
    expect(plainProgressLine({ ...standing, seconds: 50 })).toBe(
      'exports/2026/sales.csv (3 of 12), 62 %, 1 MB/s, 612,345 rows, 0:30 left',
    );
  });
});

describe('clockText', () => {
  it.each([
    [0, '0:00'],
    [7.4, '0:07'],
    [750, '12:30'],
    [3723, '1:02:03'],
  ])('%d seconds are %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
});
