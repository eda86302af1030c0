import { describe, expect, test } from 'vitest';
import type { FieldModel } from '../../model.ts';
import { formatDate, parseDate } from './format-date.ts';

describe('formatDate', () => {
  test.each<[string, FieldModel['granularity'], string | undefined, string]>([
    ['2026-11-01T00:00:00.000Z', 'YEAR', undefined, '2026'],
    ['2026-11-01T00:00:00.000Z', 'QUARTER', undefined, 'Q4 2026'],
    ['2026-11-01T00:00:00.000Z', 'MONTH', undefined, 'Nov 2026'],
    ['2026-11-01T00:00:00.000Z', 'DAY', undefined, 'Nov 1, 2026'],
    ['2026-11-01T09:05:00.000Z', 'HOUR', undefined, 'Nov 1, 2026 09:05'],
    ['2026-11-01', undefined, undefined, 'Nov 1, 2026'],
    ['2026-11-01 23:30:15', undefined, undefined, 'Nov 1, 2026 23:30'],
    ['2026-11-01T23:30:00+02:00', undefined, 'YYYY-MM-DD HH:mm', '2026-11-01 21:30'],
    ['2026-03-05T14:07:09.012Z', 'SECOND', 'D MMMM YY, h:mm:ss.SSS A', '5 March 26, 2:07:09.012 PM'],
    ['2026-03-05T14:07:09Z', 'DAY', "[Day] DD 'of' MM", 'Day 05 of 03'],
    ['2026-03-05T14:07:09Z', 'DAY', 'yyyy/MM/dd', '2026/03/05'],
    ['no date', 'DAY', undefined, 'no date'],
  ])('%s by %s and %s is %s', (iso, granularity, pattern, text) => {
    expect(formatDate(iso, { granularity, pattern })).toBe(text);
  });

  test('text without a zone is UTC, whatever zone the machine is in', () => {
    expect(parseDate('2026-07-01T00:00:00')).toBe(Date.UTC(2026, 6, 1));
    expect(parseDate('2026-07-01')).toBe(Date.UTC(2026, 6, 1));
  });
});
