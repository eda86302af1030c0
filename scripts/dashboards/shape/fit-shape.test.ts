import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitShape } from './fit-shape.ts';
import { readSchema } from './read-schema.ts';

const schema = readSchema('dashboard-definition');
const whole: unknown = JSON.parse(
  readFileSync(new URL('../../../dashboards/sales/definition.json', import.meta.url), 'utf8'),
);

const strict = new Ajv2020({ strict: false }).compile(schema);
const kept = /^(min|max)(Properties|Length|Items|imum)$|^multipleOf$|^pattern$/;
/** Without unions and limits: fitShape reports what departs from them, and leaves it for the page to draw. */
const withoutLimits = new Ajv2020({ strict: false }).compile(
  JSON.parse(JSON.stringify(schema), (key, value) => (kept.test(key) && typeof value !== 'object' ? undefined : value)),
);

/** Every place in a JSON value, as paths. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

/** A copy with one place changed: replaced by another value, removed, or its key renamed. */
function mutate(value: unknown, path: readonly (string | number)[], change: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change.kind === 'replace' ? change.by : value;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? mutate(item, rest, change) : item));
  const entries = Object.entries(value ?? {}).flatMap(([key, item]): [string, unknown][] => {
    if (key !== step) return [[key, item]];
    if (rest.length > 0 || change.kind === 'replace') return [[key, mutate(item, rest, change)]];
    return change.kind === 'remove' ? [] : [[`${key}s`, item]];
  });
  return Object.fromEntries(entries);
}

type Change = { kind: 'replace'; by: unknown } | { kind: 'remove' } | { kind: 'rename' };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('replace' as const),
    by: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant([]),
      fc.constant({}),
      fc.constant('7'),
    ),
  }),
  fc.constant({ kind: 'remove' as const }),
  fc.constant({ kind: 'rename' as const }),
);
/** Where to change what: the property applies it, so that a counterexample is short. */
const mutation = fc.tuple(fc.constantFrom(...pathsOf(whole)), change);

describe('fitShape', () => {
  it('leaves a definition that fits as it is', () => {
    const { problems, value } = fitShape(whole, schema, 'keep');
    expect(problems).toEqual([]);
    expect(value).toEqual(whole);
  });

  it('finds a problem exactly where ajv does', () => {
    fc.assert(
      fc.property(mutation, ([path, how]) => {
        const given = mutate(whole, path, how);
        expect(fitShape(given, schema, 'keep').problems.length === 0).toBe(strict(given));
      }),
      { numRuns: 400 },
    );
  });

  it('gives a value that fits, whatever it was given', () => {
    fc.assert(
      fc.property(mutation, ([path, how]) => {
        const given = mutate(whole, path, how);
        const { value } = fitShape(given, schema, 'keep');
        expect(value === undefined || withoutLimits(value)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('takes numbers and booleans written as text, and reports them', () => {
    const element = { ElementId: 'a', ElementType: 'VISUAL', ColumnSpan: '24', RowSpan: 6 };
    const layout = { Configuration: { GridLayout: { Elements: [element] } } };
    const { value, problems } = fitShape(
      { DataSetIdentifierDeclarations: [], Sheets: [{ SheetId: 's', Layouts: [layout] }] },
      schema,
    );
    expect(problems).toMatchObject([{ kind: 'wrong-type', expected: 'a number', got: '24' }]);
    expect(value).toMatchObject({
      Sheets: [{ Layouts: [{ Configuration: { GridLayout: { Elements: [{ ColumnSpan: 24 }] } } }] }],
    });
  });

  it('indexes structures by type, at their places in the file', () => {
    const { index } = fitShape(
      { DataSetIdentifierDeclarations: [], Sheets: [{ SheetId: 1 }, { Name: 'no id' }, { SheetId: 'second' }] },
      schema,
      'keep',
    );
    expect(index.of('SheetDefinition').map(({ value, path }) => [value.SheetId, path])).toEqual([
      ['1', ['Sheets', 0]],
      ['second', ['Sheets', 2]],
    ]);
  });
});
