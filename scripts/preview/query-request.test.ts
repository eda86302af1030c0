import { expect, test } from 'vitest';
import { parseQueryRequest } from './query-request.ts';

const request = { dashboard: 'sales', sheet: 'overview', controlValues: {} };

test('a request is taken as it is', () => {
  const controlValues = {
    region: { kind: 'list', values: ['EU'] },
    period: { kind: 'range', from: '2026-01-01', to: undefined },
  };
  expect(parseQueryRequest({ ...request, controlValues })).toEqual({ ...request, controlValues });
  // What JSON makes of an open end: nothing at all, or null.
  expect(parseQueryRequest({ ...request, controlValues: { period: { kind: 'range', from: null } } })).toEqual({
    ...request,
    controlValues: { period: { kind: 'range', from: undefined, to: undefined } },
  });
});

test.each([
  [null, 'expected a JSON object'],
  [[], 'expected a JSON object'],
  [{ ...request, dashboard: 3 }, 'dashboard: expected'],
  [{ ...request, sheet: undefined }, 'sheet: expected'],
  [{ ...request, controlValues: [] }, 'controlValues: expected'],
  [{ ...request, controlValues: { a: 'x' } }, 'controlValues.a: expected'],
  [{ ...request, controlValues: { a: { kind: 'list', values: [1] } } }, 'controlValues.a: expected'],
  [{ ...request, controlValues: { a: { kind: 'list', values: 'EU' } } }, 'controlValues.a: expected'],
  [{ ...request, controlValues: { a: { kind: 'range', from: 3 } } }, 'controlValues.a: expected'],
  [{ ...request, controlValues: { a: { kind: 'other' } } }, 'controlValues.a: expected'],
])('%j is refused', (body, reason) => {
  expect(parseQueryRequest(body)).toContain(reason);
});
