import { expect, it } from 'vitest';
import { nameRun } from './name-run.ts';
import { readSeconds, readText } from './read-environment.ts';

it('reads texts and seconds, or says what is missing', () => {
  expect(readText({ A: 'x' }, 'A', 'a name')).toBe('x');
  expect(() => readText({ A: '' }, 'A', 'a name')).toThrow('environment: expected A, a name, got none; set it');
  expect(readSeconds({ A: '90' }, 'A')).toBe(90_000);
  expect(readSeconds({}, 'A', 5)).toBe(5_000);
  for (const wrong of ['1.5', '-1', 'soon', '12345678']) expect(() => readSeconds({ A: wrong }, 'A', 5)).toThrow(wrong);
  expect(() => readSeconds({}, 'A')).toThrow('expected A, a whole number of seconds, got none');
});

it('names runs by their time, as executions and ingestions may be named', () => {
  const name = nameRun(Date.UTC(2026, 10, 21, 5, 0, 0, 123), Uint8Array.of(0x8c, 0x0f, 0x12, 0xab));
  expect(name).toBe('2026-11-21T05-00-00Z-8c0f12ab');
  expect(name).toMatch(/^[a-zA-Z0-9-_]{1,80}$/);
});
