import { expect, test } from 'vitest';
import { firstMention, mentions } from './mentions.ts';

const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g;

test.each([
  ['SELECT 1\nFROM items', { line: 2, column: 6 }],
  ['SELECT items FROM other JOIN `Items` i', { line: 1, column: 31 }],
  ['-- FROM items\nSELECT * FROM a, items', { line: 2, column: 18 }],
  ['/* FROM items\n*/ SELECT 1 FROM items', { line: 2, column: 18 }],
  ['SELECT items(1) FROM my_items, items_2', undefined],
])('%j', (sql, at) => {
  expect(firstMention(sql, 'items', comments)).toEqual(at);
});

test('a name with signs of a pattern is only itself', () => {
  expect(mentions('FROM axb', 'a.b')).toBe(false);
  expect(mentions('FROM a.b(', 'a.b')).toBe(true);
});
