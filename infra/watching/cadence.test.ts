import { expect, it } from 'vitest';
import { cadenceAlarmDays } from './cadence.ts';

it.each([
  ['PT6H', 2],
  ['PT36H', 3],
  ['P1D', 2],
  ['P6D', 7],
  ['P1W', 7],
  ['P1DT1H', 3],
  ['P8D', undefined],
  ['P1M', undefined],
  ['P1Y', undefined],
])('watches a cadence of %s over %s days', (freshness, days) => {
  expect(cadenceAlarmDays(freshness)).toBe(days);
});
