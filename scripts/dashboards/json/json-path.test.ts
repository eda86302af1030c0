import { expect, it } from 'vitest';
import { formatJsonPath } from './json-path.ts';

it.each([
  [[], 'the file'],
  [['Sheets', 0, 'Visuals', 3, 'KPIVisual'], 'Sheets[0].Visuals[3].KPIVisual'],
  [['columns', 'unit price', 'role'], 'columns["unit price"].role'],
  [['$schema'], '$schema'],
])('shows %j as %s', (path, text) => {
  expect(formatJsonPath(path)).toBe(text);
});
