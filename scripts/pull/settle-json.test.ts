import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleJson } from './settle-json.ts';

/** A JSON value without null, which QuickSight never says. */
const value = fc
  .jsonValue({ maxDepth: 4 })
  .map((one) => JSON.parse(JSON.stringify(one, (_, inside) => (inside === null ? 0 : inside))));
const shuffled = (one: unknown): unknown =>
  Array.isArray(one)
    ? one.map(shuffled)
    : typeof one === 'object' && one !== null
      ? Object.fromEntries(
          Object.entries(one)
            .reverse()
            .map(([key, inside]) => [key, shuffled(inside)]),
        )
      : one;

describe('settleJson', () => {
  it('changes no byte of a file that says it, however it is written and ordered', () =>
    fc.assert(
      fc.property(value, fc.nat({ max: 4 }), (live, indent) => {
        const text = JSON.stringify(live, undefined, indent);
        expect(settleJson(text, shuffled(live))).toBe(text);
      }),
    ));

  it('says what is live, and settles after one step', () =>
    fc.assert(
      fc.property(value, value, (before, live) => {
        const text = settleJson(JSON.stringify(before), live);
        expect(settleJson(text, live)).toBe(text);
        if (typeof live !== 'object') expect(JSON.parse(text)).toEqual(live);
      }),
    ));

  it('keeps the order of keys, the way dates are written and short lists on their line', () => {
    const text = '{\n  "b": [1, 2],\n  "at": "2026-03-01",\n  "a": { "y": 1, "x": 2 }\n}\n';
    const live = { a: { x: 3, y: 1, z: 4 }, at: new Date('2026-03-01T00:00:00Z'), b: [1, 2, 3] };
    expect(settleJson(text, live)).toBe(
      '{\n  "b": [1, 2, 3],\n  "at": "2026-03-01",\n  "a": {\n    "y": 1,\n    "x": 3,\n    "z": 4\n  }\n}\n',
    );
  });

  it('follows an item that moved by its id', () => {
    const text = '[\n  {\n    "VisualId": "a",\n    "z": 1,\n    "b": 2\n  }\n]\n';
    const live = [{ VisualId: 'new' }, { VisualId: 'a', b: 2, z: 5 }];
    expect(JSON.stringify(JSON.parse(settleJson(text, live)))).toBe(
      '[{"VisualId":"new"},{"VisualId":"a","z":5,"b":2}]',
    );
  });

  it('leaves out empty lists that the file does not have, and keeps those of a new file', () => {
    expect(settleJson('{"a":1}', { a: 1, b: [] })).toBe('{"a":1}');
    expect(JSON.parse(settleJson(undefined, { a: 1, b: [], c: undefined }))).toEqual({ a: 1, b: [] });
  });

  it('writes a date that changed as UTC', () =>
    expect(JSON.parse(settleJson('{"at":1}', { at: new Date('2026-03-01T00:00:00Z') }))).toEqual({
      at: '2026-03-01T00:00:00Z',
    }));
});
