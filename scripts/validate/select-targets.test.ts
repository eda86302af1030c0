import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectAt } from '../lake/project.ts';
import { isFileChosen, selectTargets } from './select-targets.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'select-targets-'));
  for (const path of [
    'datasets/a/schema.json',
    'datasets/a/1.csv',
    'datasets/a/day/2.csv',
    'datasets/b/schema.json',
    'datasets/..evil/1.csv',
    'datasets/2026-11.csv',
    'glue/tables/t/transform.sql',
    'dashboards/d/definition.json',
    'elsewhere/definition.json',
    'package.json',
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '{}');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const select = (...paths: string[]) => selectTargets(projectAt(root), paths, root);
const none = { datasets: new Map(), tables: new Set(), dashboards: new Set(), definitions: [] };

test('no path means everything', () => {
  expect(select()).toEqual({ datasets: 'all', tables: 'all', dashboards: 'all', definitions: [] });
  expect(select('.')).toEqual({ datasets: 'all', tables: 'all', dashboards: 'all', definitions: [] });
});

test('files narrow a dataset, its folder or schema takes all of it', () => {
  expect(select('datasets/a/1.csv', 'datasets/a/day/2.csv')).toEqual({
    ...none,
    datasets: new Map([['a', new Set(['a/1.csv', 'a/day/2.csv'])]]),
  });
  expect(select('datasets/a/1.csv', 'datasets/a/schema.json', 'datasets/b')).toEqual({
    ...none,
    datasets: new Map([
      ['a', 'all'],
      ['b', 'all'],
    ]),
  });
  expect(select('datasets')).toEqual({ ...none, datasets: 'all' });
});

test.each([
  ['datasets/a/day', 'datasets/a/day/2.csv', true],
  ['datasets/a/day', 'datasets/a/1.csv', false],
  ['datasets/a/day', 'datasets/a/day2/2.csv', false],
  ['datasets/a/1.csv', 'datasets/a/1.csv', true],
  ['datasets/a', 'datasets/a/day/2.csv', true],
  ['datasets/a', 'datasets/b/1.csv', false],
  ['datasets', 'datasets/b/1.csv', true],
  ['datasets/..evil/1.csv', 'datasets/..evil/1.csv', true],
  ['datasets/..evil/1.csv', 'datasets/..evil', true],
  ['datasets/a/1.csv', 'datasets/a', true],
  ['datasets/a/1.csv', 'datasets/b', false],
  ['datasets/2026-11.csv', 'datasets/2026-11.csv', true],
  ['datasets/a', 'datasets/2026-11.csv', false],
])('%s: is %s chosen? %s', (path, file, chosen) => {
  expect(isFileChosen(file, select(path))).toBe(chosen);
});

test('tables, dashboards and definitions from anywhere', () => {
  expect(select('glue/tables/t/transform.sql', 'dashboards/d', 'elsewhere/definition.json')).toEqual({
    ...none,
    tables: new Set(['t']),
    dashboards: new Set(['d']),
    definitions: [join(root, 'elsewhere/definition.json')],
  });
  expect(select('glue')).toEqual({ ...none, tables: 'all' });
});

test.each([
  ['nowhere.csv', 'no-such-path'],
  ['package.json', 'nothing-to-judge'],
  ['elsewhere', 'nothing-to-judge'],
])('%s is refused as %s', (path, code) => {
  expect(() => select(path)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
});
