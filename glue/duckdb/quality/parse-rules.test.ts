import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRules } from './parse-rules.ts';
import { ruleNames, ruleSpecs } from './rule-specs.ts';
import { tokenise } from './tokenise.ts';

const parse = (text: string) => parseRules(text, 'quality.dqdl');

test('a rule, its place, its parts and its severity', () => {
  const { rules, findings } = parse(
    '# about sales\nRules = [\n  # warn\n  ColumnValues "a\\"b" not in [1, -2.5, NULL] where "x > 1" with threshold >= 0.9,\n\n  # warn of nothing\n  RowCount > 0, # warn\n  IsComplete "a"\n]\n',
  );
  expect(findings).toEqual([]);
  expect(rules.map((one) => one.severity)).toEqual(['warn', 'error', 'error']);
  expect(rules[0]?.rule).toMatchObject({
    kind: 'rule',
    name: 'ColumnValues',
    parameters: [{ text: 'a"b', at: { line: 4, column: 16 } }],
    condition: { operator: 'not in', operands: [{ text: '1' }, { text: '-2.5' }, { kind: 'keyword', text: 'NULL' }] },
    where: { text: 'x > 1' },
    threshold: { operator: '>=', text: '>= 0.9' },
    at: { line: 4, column: 3 },
    text: 'ColumnValues "a\\"b" not in [1, -2.5, NULL] where "x > 1" with threshold >= 0.9',
  });
});

test('no rules', () => {
  expect(parse('Rules = [ ]')).toEqual({ rules: [], findings: [] });
});

test('the example of every rule is one', () => {
  for (const spec of Object.values(ruleSpecs)) {
    expect(parse(`Rules = [ ${spec.example} ]`).findings, spec.example).toEqual([]);
  }
  expect(ruleNames).toContain('IsPrimaryKey');
});

describe('what is no DQDL', () => {
  test.each([
    ['', 'Rules = [ ... ]', 'the end of the file', 1, 1],
    ['rules = []', 'Rules = [ ... ]', '"rules"', 1, 1],
    ['Rules = [\n  RowCount > 0\n', 'a comma or the closing ]', 'the end of the file', 3, 1],
    ['Rules = [ RowCount > ]', /a number, a text/, '"]"', 1, 22],
    ['Rules = [ RowCount between 1 or 2 ]', 'and', '"or"', 1, 30],
    ['Rules = [ (RowCount > 0) and (RowCount > 1) or (RowCount > 2) ]', /not both/, '"or"', 1, 45],
    ['Rules = [ IsComplete "a ]', /comma/, '"\\""', 1, 22],
    ['Rules = [ RowCount > 0 ] Analyzers = [ ]', 'nothing after the closing ]', '"Analyzers"', 1, 26],
    ['Rules = [\n # warn\n]', 'a rule after # warn', '"]"', 3, 1],
  ])('%s', (text, expected, got, line, column) => {
    const { findings } = parse(text);
    expect(findings).toMatchObject([{ code: 'quality-syntax', got, place: { file: 'quality.dqdl', line, column } }]);
    expect(findings[0]?.expected).toMatch(expected);
  });
});

test('tokens hold every character but white space, in order and at their place', () => {
  const pieces = fc.constantFrom(
    'Rules',
    '=',
    '[',
    ']',
    '"a\\"b"',
    '"',
    '# c\n',
    '\n',
    ' ',
    '-1.5',
    '>=',
    '!',
    'é',
    '(',
    'a.b',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((list) => list.join('')),
      (source) => {
        const tokens = tokenise(source);
        let offset = 0;
        for (const token of tokens) {
          expect(source.slice(offset, token.from).trim()).toBe('');
          const before = source.slice(0, token.from).split('\n');
          expect([token.line, token.column]).toEqual([before.length, (before.at(-1) ?? '').length + 1]);
          offset = token.to;
        }
        expect(offset).toBe(source.length);
      },
    ),
  );
});

test('any text is rules or a finding, never a crash', () => {
  const words = fc.constantFrom(
    'Rules',
    '=',
    '[',
    ']',
    '(',
    ')',
    ',',
    '"x"',
    '1',
    'RowCount',
    'DataFreshness',
    'and',
    'in',
    'where',
    'with',
    'threshold',
    '# warn\n',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 15 }), (list) => {
      const { rules, findings } = parse(list.join(' '));
      expect(rules.length === 0 || findings.length === 0).toBe(true);
    }),
  );
});
