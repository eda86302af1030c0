import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRoute, parseRoute, type Route, routeOn } from './route.ts';

const name = fc.string({ minLength: 1 });
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.record({ view: fc.constant('catalogue' as const), entry: fc.option(name, { nil: undefined }) }),
  fc.constant({ view: 'report' as const }),
  fc.record({ view: fc.constant('dashboard' as const), dashboard: name, sheet: fc.option(name, { nil: undefined }) }),
);

test('every route is read back from its address', () => {
  fc.assert(
    fc.property(route, (given) => {
      expect(parseRoute(formatRoute(given))).toEqual(given);
    }),
  );
});

test('any other address is the first dashboard', () => {
  const first = { view: 'dashboard', dashboard: undefined, sheet: undefined };
  expect(parseRoute('')).toEqual(first);
  expect(parseRoute('#main')).toEqual(first);
  expect(parseRoute('#/d/%E0%A4%A')).toEqual({ ...first, dashboard: '%E0%A4%A' });
});

test('a report is the first view of a page that has one, and of no other', () => {
  const sales = { view: 'dashboard', dashboard: 'sales', sheet: undefined };
  expect(routeOn({ report: {} }, '')).toEqual({ view: 'report' });
  expect(routeOn({ report: {} }, '#/d/sales')).toEqual(sales);
  expect(routeOn({}, '')).toEqual({ ...sales, dashboard: undefined });
  expect(routeOn({}, '#/report')).toEqual({ ...sales, dashboard: undefined });
});
