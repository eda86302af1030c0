import { expect, test } from 'vitest';
import { atRest, type RunState } from '../../../lambda/pipeline/run-state.ts';
import { testPlaces as places } from '../testing/test-places.ts';
import { planTransform } from './plan-transform.ts';

const now = Date.UTC(2026, 4, 1, 12);
const minutes = (count: number) => now + count * 60_000;
const says = (state: Partial<RunState>, atOnce = false) =>
  planTransform({ ...atRest, ...state }, places, now, atOnce).says;

test('at rest', () =>
  expect(says({})).toEqual([
    'ask start-run for a run: it would begin now',
    'nothing is owed: without this request no run begins',
    'no run is under way',
  ]));

test('while a run is under way', () => {
  const lines = says({ requested: 3, done: 1, lease: { run: 'run-1', until: minutes(1) } });
  expect(lines[0]).toBe(
    'ask start-run for a run: one more run would begin when the present one ends, unless it has not begun to read yet',
  );
  expect(lines[1]).toBe('a run is owed already, by 2 requests');
  expect(lines[2]).toMatch(
    /^run run-1 is under way: https:\/\/eu-central-1\.console\.aws\.amazon\.com\/states\/.*:execution:run:run-1$/,
  );
});

test('in a pause, with and without force', () => {
  const state = { requested: 2, done: 1, failures: 2, notBefore: minutes(10) };
  expect(says(state)).toEqual([
    'ask start-run for a run: a run would begin by itself at 2026-05-01 12:10 UTC, or at once with --force',
    'a run is owed already, by 1 request',
    'no run is under way',
    '2 in a row failed',
    'paused until 2026-05-01 12:10 UTC',
  ]);
  expect(says(state, true)[0]).toBe('ask start-run for a run, at once: it would begin now');
});

test('a lease that is over holds nobody', () =>
  expect(says({ lease: { run: 'run-1', until: minutes(-1) } })[0]).toBe('ask start-run for a run: it would begin now'));
