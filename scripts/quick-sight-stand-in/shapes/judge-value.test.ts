import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSchema } from '../../dashboards/shape/read-schema.ts';
import { isRecord, judgeValue } from './judge-value.ts';
import { operationShape } from './sdk-shapes.ts';

const dashboards = new URL('../../../dashboards/', import.meta.url);
const names = readdirSync(dashboards, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const definitionOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${name}/definition.json`, dashboards), 'utf8'));

function shape() {
  const definition = operationShape('CreateDashboard').input.members.get('Definition')?.shape();
  if (definition === undefined) throw new RangeError('expected a definition');
  return definition;
}

/** ISO text stands where the wire has seconds: all else in the committed definitions fits. */
const isTime = (path: string): boolean => /staticValue|Time|Date|staticValues/.test(path);

it.each(names)('finds nothing wrong with the definition of %s but times as text', (name) => {
  expect(judgeValue(definitionOf(name), shape()).filter(({ path }) => !isTime(path))).toEqual([]);
});

it.each(names)('finds each renamed member of the definition of %s', (name) => {
  let renamed = 0;
  const missed: string[] = [];
  const tryEach = (root: Record<string, unknown>, value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) tryEach(root, item);
    if (!isRecord(value)) return;
    for (const key of Object.keys(value)) {
      const held = value[key];
      // One in three keeps the test quick; every member that is kept away is tried somewhere else.
      renamed += 1;
      if (renamed % 3 === 0 && key !== key.toUpperCase()) {
        delete value[key];
        value[`${key}X`] = held;
        if (!judgeValue(root, shape()).some(({ text }) => text.startsWith(`'${key}X' is not a member`)))
          missed.push(key);
        delete value[`${key}X`];
        value[key] = held;
      }
      tryEach(root, held);
    }
  };
  const definition = definitionOf(name);
  tryEach(definition, definition['ParameterDeclarations']);
  tryEach(definition, definition['FilterGroups']);
  expect(missed).toEqual([]);
  expect(renamed).toBeGreaterThan(10);
});

it('knows the same unions as the schema that dashboards are checked by', () => {
  const schema = readSchema('dashboard-definition').$defs ?? {};
  const unions = Object.entries(schema).flatMap(([name, { maxProperties }]) => (maxProperties === 1 ? [name] : []));
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (at: ReturnType<typeof shape>): void => {
    if (at.kind === 'list' || at.kind === 'map') walk(at.items());
    if (at.kind !== 'structure' || seen.has(at.name)) return;
    seen.add(at.name);
    if (at.union) found.add(at.name);
    for (const { shape: member } of at.members.values()) walk(member());
  };
  walk(shape());
  expect([...found].sort()).toEqual(unions.sort());
});
