// biome-ignore-all lint/suspicious/noTemplateCurlyInString: QuickSight's parameters are written so
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinaryOperator, Expression, ListItem } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';

const span = { start: 0, end: 0 };
const operators: readonly BinaryOperator[] = [
  'OR',
  'AND',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
];
const plainName = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,8}$/)
  .filter((name) => !/^(and|or|not|null|true|false|asc|desc)$/.test(name));

const { expression } = fc.letrec<{ expression: Expression; item: ListItem }>((tie) => ({
  expression: fc
    .oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.record({ kind: fc.constant('number' as const), text: fc.stringMatching(/^\d{1,4}(\.\d{1,3})?$/) }),
      fc.record({ kind: fc.constant('string' as const), value: fc.stringMatching(/^[ -[\]-~é]{0,8}$/) }),
      fc.constant({ kind: 'null' as const }),
      fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
      fc.record({
        kind: fc.constant('field' as const),
        name: fc.stringMatching(/^[A-Za-z][ A-Za-z0-9.-]{0,8}$/),
        bare: fc.constant(false),
      }),
      fc.record({ kind: fc.constant('field' as const), name: plainName, bare: fc.constant(true) }),
      fc.record({ kind: fc.constant('parameter' as const), name: plainName }),
      fc.record({
        kind: fc.constant('call' as const),
        name: plainName,
        arguments: fc.array(tie('expression'), { maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('-' as const, 'NOT' as const),
        operand: tie('expression'),
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(...operators),
        left: tie('expression'),
        right: tie('expression'),
      }),
      fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('item'), { maxLength: 3 }) }),
    )
    .map((node) => ({ ...node, ...span }) as Expression),
  item: fc.record({
    expression: tie('expression'),
    direction: fc.constantFrom(undefined, 'ASC' as const, 'DESC' as const),
    excluded: fc.boolean(),
  }),
}));

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'start' || key === 'end' ? undefined : inner)));
}

function parsed(text: string): Expression {
  const result = parseExpression(text);
  if ('error' in result) expect.fail(`${text}: ${JSON.stringify(result.error)}`);
  return result.ast;
}

describe('parseExpression', () => {
  it('reads back what printExpression writes', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(withoutSpans(parsed(printExpression(tree)))).toEqual(withoutSpans(tree));
      }),
      { numRuns: 500 },
    );
  });

  it('answers every text with a tree or a problem inside it', () => {
    const pieces = fc.constantFrom(
      '{a}',
      '${p}',
      'x',
      '(',
      ')',
      '[',
      ']',
      ',',
      '+',
      '-',
      'NOT',
      ' and ',
      "'s'",
      "'",
      '{',
      '1.5',
      '=',
      '!',
      '#',
      '/*',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const result = parseExpression(text);
        if ('error' in result) expect(result.error.offset).toBeLessThanOrEqual(text.length);
        else expect(result.ast.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    ['a + b * c ^ 2 - 1', 'a + b * c ^ 2 - 1'],
    ['(a + b) * c', '(a + b) * c'],
    ['a - (b - c)', 'a - (b - c)'],
    ['NOT a = 1 AND b', 'NOT a = 1 AND b'],
    ['not(startsWith(alias, "x"))', "NOT startsWith(alias, 'x')"],
    ['{a} != -1', '{a} <> -1'],
    ['IFELSE({a b}>=1,"it\'s",NULL) // why\n', 'IFELSE({a b} >= 1, "it\'s", NULL)'],
    ["split(p, '\\')", "split(p, '\\')"],
    [
      'sum(x, [${visualDimensions}, !{y}, truncDate("MM", d) desc])',
      "sum(x, [${visualDimensions}, !{y}, truncDate('MM', d) DESC])",
    ],
    ["in({x}, ['a', /* or */ 'b'])", "in({x}, ['a', 'b'])"],
    ['t.amount / .5e3', 't.amount / .5e3'],
  ])('reads %s', (text, canonical) => {
    expect(printExpression(parsed(text))).toBe(canonical);
  });

  it.each([
    ['', 0, 'a value', 'the end'],
    ['a +', 3, 'a value', 'the end'],
    ['sum({a}', 7, '")"', 'the end'],
    ['sum({a)', 4, 'a closing }', 'the end'],
    ["concat('a)", 7, "a closing '", 'the end'],
    ['a b', 2, 'an operator or the end', '"b"'],
    ['a AND OR b', 6, 'a value', '"OR"'],
    ['a # b', 2, 'an operator, a name or a value', '"#"'],
    ['a /* b', 2, 'a closing */', 'the end'],
  ])('says where %s goes wrong', (text, offset, expected, got) => {
    const result = parseExpression(text);
    expect(result).toEqual({ error: { offset, expected, got } });
  });

  it('refuses a nesting that no person writes instead of overflowing the stack', () => {
    expect(parseExpression('('.repeat(100_000))).toMatchObject({
      error: { expected: 'at most 500 levels of nesting' },
    });
  });

  it('prints a chain of 7,000 operators, which is as deep as it is long', () => {
    const text = Array(7000).fill('1').join(' + ');
    const parsed = parseExpression(text);
    expect('ast' in parsed && printExpression(parsed.ast) === text).toBe(true);
  });
});
