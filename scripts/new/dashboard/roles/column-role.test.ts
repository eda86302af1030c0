import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { ColumnType } from '../../../../lambda/schema/column-type.ts';
import { type ColumnProfile, nothingKnown } from '../profile/profile.ts';
import { aggregationOf } from './aggregation.ts';
import { columnRole } from './column-role.ts';
import { columnTitle, inSentence } from './column-words.ts';
import { measureOf } from './measure.ts';

const text: ColumnType = { kind: 'string' };
const whole: ColumnType = { kind: 'integer' };
const double: ColumnType = { kind: 'number' };
const money: ColumnType = { kind: 'decimal', precision: 14, scale: 2 };

function column(name: string, type: ColumnType = double, more: Partial<TableColumn> = {}): TableColumn {
  return { name, type, nullable: true, description: '', unit: undefined, ...more };
}

const seen = (name: string, rows: number, own: ColumnProfile) => ({ rows, columns: new Map([[name, own]]), pairs: [] });
const numbers = (min: number, max: number, isWhole = true) => {
  const middle = (min + max) / 2;
  return { min, p01: min, p10: min, median: middle, p90: max, p99: max, max, whole: isWhole };
};

describe('columnRole by name and type', () => {
  it.each([
    ['ordered_at', { kind: 'timestamp' } as const, 'time'],
    ['is_open', { kind: 'boolean' } as const, 'flag'],
    ['customer_id', text, 'identifier'],
    ['customer_id', whole, 'identifier'],
    ['postcode', whole, 'identifier'],
    ['order_number', whole, 'identifier'],
    ['number_of_orders', whole, 'measure'],
    ['comment', text, 'prose'],
    ['region', text, 'category'],
    ['rank_in_genre', whole, 'rank'],
    ['year', whole, 'year'],
    ['birth_year', whole, 'year'],
    ['month', whole, 'date-part'],
    ['day_of_month', whole, 'date-part'],
    ['lat', double, 'latitude'],
    ['station_longitude', double, 'longitude'],
    ['revenue_usd', money, 'measure'],
  ] as const)('%s is %o: %s', (name, type, role) => {
    expect(columnRole(column(name, type), nothingKnown)).toBe(role);
  });
});

describe('columnRole by the rows', () => {
  it.each([
    ['all null', 'region', text, { distinct: 0, nulls: 100 }, 'empty'],
    ['one value', 'region', text, { distinct: 1, nulls: 0, text: { longest: 4, opaque: false } }, 'constant'],
    ['a few values', 'region', text, { distinct: 5, nulls: 0, text: { longest: 4, opaque: false } }, 'category'],
    ['many that repeat', 'director', text, { distinct: 32, nulls: 0, text: { longest: 20, opaque: false } }, 'crowd'],
    ['another in each row', 'title', text, { distinct: 100, nulls: 0, text: { longest: 40, opaque: false } }, 'label'],
    ['long text', 'reason', text, { distinct: 90, nulls: 0, text: { longest: 300, opaque: false } }, 'prose'],
    ['hashes', 'visitor', text, { distinct: 20, nulls: 0, text: { longest: 64, opaque: true } }, 'identifier'],
    ['degrees out of range', 'lat', double, { distinct: 9, nulls: 0, numbers: numbers(-500, 500) }, 'measure'],
    ['years that are none', 'year', whole, { distinct: 9, nulls: 0, numbers: numbers(1, 9) }, 'measure'],
    ['beyond 15 digits', 'amount', double, { distinct: 9, nulls: 0, numbers: numbers(0, 1e200) }, 'beyond'],
    [
      'a few whole numbers that name groups',
      'cluster',
      whole,
      { distinct: 6, nulls: 0, numbers: numbers(0, 5) },
      'category',
    ],
    ['many of that name', 'cluster', whole, { distinct: 40, nulls: 0, numbers: numbers(0, 50) }, 'measure'],
    [
      'how many there are of groups',
      'users_per_group',
      whole,
      { distinct: 6, nulls: 0, numbers: numbers(0, 5) },
      'measure',
    ],
    [
      'the file of a row',
      'source_file',
      text,
      { distinct: 3, nulls: 0, text: { longest: 9, opaque: false } },
      'origin',
    ],
    ['a count of the rows', 'n', whole, { distinct: 100, nulls: 0, numbers: numbers(1, 100) }, 'identifier'],
  ] as const)('%s', (_, name, type, own, role) => {
    expect(columnRole(column(name, type), seen(name, 100, own))).toBe(role);
  });
});

describe('aggregationOf', () => {
  it.each([
    [column('revenue_usd', money), 'SUM'],
    [column('orders', whole), 'SUM'],
    [column('energy', double, { unit: 'kWh' }), 'SUM'],
    [column('unit_price_eur', money), 'AVERAGE'],
    [column('temperature', double, { unit: '°C' }), 'AVERAGE'],
    [column('humidity_pct', whole), 'AVERAGE'],
    [column('conversion_rate'), 'AVERAGE'],
    [column('imdb_rating'), 'AVERAGE'],
    [column('duration_ms', whole, { unit: 'ms' }), 'AVERAGE'],
    [column('temperature_min_c'), 'MIN'],
    [column('temperature_max_c'), 'MAX'],
    [column('running_time_min', whole), 'AVERAGE'],
    [column('revenue_to_date_usd', money), 'MAX'],
    [column('users', whole, { description: 'Distinct users; not additive across rows.' }), 'AVERAGE'],
    [column('x'), 'AVERAGE'],
  ] as const)('%#: %o', (each, aggregation) => {
    expect(aggregationOf(each, false)).toBe(aggregation);
  });

  it('adds up what there is of many things, and not what there is of the same ones at many times', () => {
    const [all, born] = [column('population', whole), column('new_members', whole)];
    expect([false, true].map((snapshots) => aggregationOf(all, snapshots))).toEqual(['SUM', 'AVERAGE']);
    expect(aggregationOf(born, true)).toBe('SUM');
  });
});

describe('measureOf', () => {
  it.each([
    ['revenue_usd', money, undefined, { kind: 'currency', symbol: 'USD' }],
    ['growth', double, 'ratio', { kind: 'percent', decimals: 1 }],
    ['temperature', double, '°C', { kind: 'number', decimals: 1, suffix: ' °C' }],
    ['orders', whole, 'orders', { kind: 'number', decimals: 0, suffix: '' }],
  ] as const)('writes %s by its unit', (name, type, unit, format) => {
    const own = column(name, type, { unit });
    const profile = seen(name, 100, { distinct: 50, nulls: 0, numbers: numbers(0, 1, false) });
    expect(measureOf(own, profile, [own], false).format).toMatchObject(format);
  });

  it('leaves what several rows look up to the table of rows, and averages it', () => {
    const description = 'Area of the shop; of the store, not additive; null where stores does not have it.';
    const own = column('area', whole, { description });
    const measure = measureOf(own, nothingKnown, [own], false);
    expect(measure.aggregation).toBe('AVERAGE');
    expect(measure.score).toBeLessThan(0);
    const users = column('users', whole, { description: 'Distinct users; not additive across rows.' });
    expect(measureOf(users, nothingKnown, [users], false).score).toBeGreaterThan(0);
  });

  it('lets what qualifies another measure come after it', () => {
    const [all, some] = [column('orders', whole), column('online_orders', whole)];
    const scores = [all, some].map((each) => measureOf(each, nothingKnown, [all, some], false).score);
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
  });
});

describe('columnTitle', () => {
  it.each([
    [column('revenue_usd'), 'Revenue'],
    [column('region_name', text), 'Region'],
    [column('temperature_avg_c'), 'Average temperature'],
    [column('temperature_min_c'), 'Lowest temperature'],
    [column('running_time_min', whole), 'Running time'],
    [column('us_gross_usd'), 'US gross'],
    [column('device_type', text), 'Device type'],
    [column('imdb_rating', double, { description: 'IMDb rating, 1 to 10.' }), 'IMDb rating'],
  ] as const)('%#: %o', (each, title) => {
    expect(columnTitle(each)).toBe(title);
  });

  it('keeps capitals within a sentence', () => {
    expect(['Region', 'US gross', 'IMDb rating'].map(inSentence)).toEqual(['region', 'US gross', 'IMDb rating']);
  });
});
