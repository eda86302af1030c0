import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reserve, startDeadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const within = (milliseconds: number) => startDeadline({ getRemainingTimeInMillis: () => milliseconds });

it.each([
  [900_000, 890_000],
  [60_000, 50_000],
  [30_000, 24_000],
  [3_000, 2_400],
])('aborts before the end: of %i ms after %i', (remaining, after) => {
  expect(remaining - reserve(remaining)).toBe(after);
  const { signal } = within(remaining);
  vi.advanceTimersByTime(after - 1);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.aborted).toBe(true);
});

it('aborts at once when there is no time at all', () => {
  const { signal } = within(0);
  vi.advanceTimersByTime(0);
  expect(signal.aborted).toBe(true);
});

it('leaves no timer behind: a frozen function must not wake up to an old one', () => {
  const deadline = within(60_000);
  deadline.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect(deadline.signal.aborted).toBe(false);
});
