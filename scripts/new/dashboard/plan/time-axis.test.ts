import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { Period, TimeProfile } from '../profile/profile.ts';
import { timeAxis } from './time-axis.ts';

const now = new Date('2026-11-21T00:00:00Z');
const day: TableColumn = { name: 'day', type: { kind: 'date' }, nullable: false, description: '', unit: undefined };
const at: TableColumn = { ...day, name: 'at', type: { kind: 'timestamp' } };

function times(min: string, max: string, counts: Partial<Record<Period, number>>): TimeProfile {
  return { min, max, periods: { minute: 1, hour: 1, day: 1, week: 1, month: 1, year: 1, ...counts } };
}

const days = (many: number) => ({ minute: many, hour: many, day: many });

describe('timeAxis', () => {
  it.each([
    [
      'eight months of days',
      day,
      times('2026-03-01T00:00:00Z', '2026-10-31T00:00:00Z', { ...days(245), week: 36, month: 8 }),
      'day',
      'month',
    ],
    [
      'months alone',
      day,
      times('2026-03-01T00:00:00Z', '2026-10-01T00:00:00Z', { ...days(8), week: 8, month: 8 }),
      'month',
      'month',
    ],
    [
      'forty years of days',
      day,
      times('1985-01-01T00:00:00Z', '2024-12-31T00:00:00Z', { ...days(14_600), week: 2087, month: 480, year: 40 }),
      'year',
      'year',
    ],
    [
      'one month',
      day,
      times('2026-10-01T00:00:00Z', '2026-10-31T00:00:00Z', { ...days(31), week: 5, month: 1 }),
      'day',
      'day',
    ],
    [
      'one day of events',
      at,
      times('2026-10-14T00:01:00Z', '2026-10-14T23:58:00Z', { minute: 900, hour: 24 }),
      'hour',
      'hour',
    ],
    [
      'a year of hours',
      at,
      times('2025-01-01T00:00:00Z', '2025-12-31T23:00:00Z', {
        minute: 8760,
        hour: 8760,
        day: 365,
        week: 53,
        month: 12,
      }),
      'month',
      'month',
    ],
  ] as const)('%s', (_, column, profile, line, figure) => {
    expect(timeAxis(column, profile, now)).toMatchObject({ line, figure, complete: true });
  });

  it('compares days where the month and the week are not over', () => {
    const profile = times('2026-09-01T00:00:00Z', '2026-11-03T00:00:00Z', { ...days(64), week: 10, month: 3 });
    expect(timeAxis(day, profile, now)).toMatchObject({ figure: 'day', complete: true });
  });

  it('compares no periods of which many have no rows', () => {
    const seasons = times('2007-11-09T00:00:00Z', '2009-12-01T00:00:00Z', { ...days(50), week: 20, month: 6, year: 3 });
    expect(timeAxis(day, seasons, now).figure).toBeUndefined();
    const some = times('2024-01-01T00:00:00Z', '2024-12-28T00:00:00Z', { ...days(144), week: 30, month: 12 });
    expect(timeAxis(day, some, now)).toMatchObject({ figure: 'month', complete: true });
  });

  it('leads with no figure of the future', () => {
    const profile = times('1930-01-01T00:00:00Z', '2046-12-31T00:00:00Z', {
      ...days(3000),
      week: 2500,
      month: 900,
      year: 90,
    });
    expect(timeAxis(day, profile, now)).toMatchObject({ line: 'year', figure: undefined });
  });

  it('makes no line of one period', () => {
    expect(timeAxis(day, times('2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', {}), now).line).toBeUndefined();
  });
});
