import type { Expression, Span } from '../expression.ts';
import { nodesOf } from '../fields-in.ts';
import { arityOf, parametersFor, takes } from '../functions/arity.ts';
import { formulaFunction } from '../functions/functions.ts';
import { parseExpression } from '../parse-expression.ts';
import { tokenize } from '../tokenize.ts';

/** Mistakes that people make in formulas. */
export const formulaMutations = [
  'dropped-parenthesis',
  'misspelt-function',
  'wrong-arity',
  'renamed-field',
  'text-for-number',
  'unclosed-text',
  'wrong-period',
  'aggregate-of-aggregate',
  'rows-beside-aggregate',
] as const;

export type FormulaMutation = (typeof formulaMutations)[number];

/** Parts of a text, each to be written otherwise. */
interface Edit extends Span {
  readonly by: string;
}

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * One mistake put into a formula that has none.
 * @param text a formula that parses
 * @param random 0 to 1, seeded by whoever calls: it chooses among the places where the mistake can be made
 * @returns undefined where the formula has no such place
 */
export function mutateFormula(text: string, kind: FormulaMutation, random: () => number): string | undefined {
  const parsed = parseExpression(text);
  if ('error' in parsed) return undefined;
  const edits = editsOf(text, kind, parsed.ast);
  const edit = edits[Math.floor(random() * edits.length)];
  return edit === undefined ? undefined : text.slice(0, edit.start) + edit.by + text.slice(edit.end);
}

function editsOf(text: string, kind: FormulaMutation, tree: Expression): readonly Edit[] {
  const nodes = [...nodesOf(tree)];
  const calls = nodes.filter((node) => node.kind === 'call');
  switch (kind) {
    case 'dropped-parenthesis':
      return tokensOf(text).flatMap(({ kind: token, text: mark, start, end }) =>
        token === 'mark' && (mark === '(' || mark === ')') ? [{ start, end, by: '' }] : [],
      );
    case 'misspelt-function':
      return calls.flatMap(misspellings);
    case 'wrong-arity':
      return calls.flatMap((call) => wrongCounts(text, call));
    case 'renamed-field':
      return nodes.flatMap((node) =>
        node.kind === 'field' && !isWord(node) ? [{ ...spanOf(node), by: `{${node.name} renamed}` }] : [],
      );
    case 'text-for-number':
      return nodes.flatMap(numbersIn).map((span) => ({ ...span, by: "'some text'" }));
    case 'unclosed-text':
      return nodes.flatMap((node) => (node.kind === 'string' ? [{ start: node.end - 1, end: node.end, by: '' }] : []));
    case 'wrong-period':
      return calls.flatMap(periods);
    case 'aggregate-of-aggregate':
      return calls.flatMap((call) =>
        isVisualAggregate(call) ? [{ ...spanOf(call), by: `max(${written(text, call)})` }] : [],
      );
    case 'rows-beside-aggregate':
      return rowsBeside(text, nodes, calls);
  }
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
const written = (text: string, { start, end }: Span): string => text.slice(start, end);

function tokensOf(text: string) {
  const lexed = tokenize(text);
  return 'tokens' in lexed ? lexed.tokens : [];
}

/** PRE_AGG, MONTH and their like are no fields. */
const isWord = (node: Extract<Expression, { kind: 'field' }>): boolean => node.bare && /^[A-Z_]{3,}$/i.test(node.name);

/** A letter twice, and two letters changed for one another. */
function misspellings({ name, start }: Call): Edit[] {
  const middle = Math.floor(name.length / 2);
  const doubled = name.slice(0, middle) + name.charAt(middle) + name.slice(middle);
  const swapped = name.slice(0, -2) + name.slice(-1) + name.slice(-2, -1);
  return [doubled, swapped].flatMap((by) =>
    formulaFunction(by) === undefined ? [{ start, end: start + name.length, by }] : [],
  );
}

/** One argument more, or the last one taken away, where the function takes no such number. */
function wrongCounts(text: string, call: Call): Edit[] {
  const known = formulaFunction(call.name);
  if (known === undefined) return [];
  const count = call.arguments.length;
  const last = call.arguments.at(-1);
  const before = call.arguments.at(-2);
  const edits: Edit[] = [];
  if (last !== undefined && !takes(arityOf(known), count + 1)) {
    edits.push({ start: last.start, end: last.end, by: `${written(text, last)}, ${written(text, last)}` });
  }
  if (before !== undefined && last !== undefined && !takes(arityOf(known), count - 1)) {
    const close = text.lastIndexOf(')', call.end);
    edits.push({ start: text.indexOf(',', before.end), end: close, by: '' });
  }
  return edits.filter(({ start, end }) => start >= 0 && start < end);
}

/** Where only a number can stand: operands of arithmetic, and parameters that take numbers. */
function numbersIn(node: Expression): Span[] {
  if (node.kind === 'binary') return '+-*/%^'.includes(node.operator) ? [spanOf(node.left), spanOf(node.right)] : [];
  const known = node.kind === 'call' ? formulaFunction(node.name) : undefined;
  if (node.kind !== 'call' || known === undefined) return [];
  const parameters = parametersFor(known, node.arguments.length);
  return node.arguments.flatMap((argument, index) => {
    const parameter = parameters[index];
    const numeric = parameter?.kind === 'value' && (parameter.accepts === 'number' || parameter.accepts === 'integer');
    return numeric || parameter?.kind === 'constant' ? [spanOf(argument)] : [];
  });
}

function periods(call: Call): Edit[] {
  const known = formulaFunction(call.name);
  if (known === undefined) return [];
  const parameters = parametersFor(known, call.arguments.length);
  return call.arguments.flatMap((argument, index) =>
    parameters[index]?.kind === 'period' ? [{ ...spanOf(argument), by: "'FORTNIGHT'" }] : [],
  );
}

/** An aggregate without a level of its own. */
function isVisualAggregate(call: Call): boolean {
  return formulaFunction(call.name)?.level === 'aggregate' && !call.arguments.some(({ kind }) => kind === 'list');
}

/** A column out of an aggregate, compared with the aggregate. */
function rowsBeside(text: string, nodes: readonly Expression[], calls: readonly Call[]): Edit[] {
  const inList = new Set(nodes.flatMap((node) => (node.kind === 'list' ? [...nodesOf(node)] : [])));
  return calls.flatMap((call) => {
    const [field] = call.arguments;
    if (!isVisualAggregate(call) || field?.kind !== 'field' || inList.has(call)) return [];
    return [{ ...spanOf(call), by: `nullIf(${written(text, call)}, ${written(text, field)})` }];
  });
}
