import type { Position } from './position.ts';
import type { Condition, Operand, Operator, Parameter, SimpleRule } from './rule.ts';
import { comparisons } from './rule.ts';
import { isRuleName } from './rule-specs.ts';
import type { TokenReader } from './token-reader.ts';

/** Reads `Name "parameter"... condition where "..." with threshold ...`. @throws RuleSyntaxError */
export function parseSimpleRule(reader: TokenReader): SimpleRule {
  const start = reader.peek();
  const name = reader.word();
  if (name === undefined) throw reader.problem('the name of a rule');
  reader.take();
  if (!isRuleName(name)) return skipRule(reader, name, start);
  const parameters: Parameter[] = [];
  while (reader.peek().kind === 'text') parameters.push(readParameter(reader));
  const condition = startsCondition(reader) ? readCondition(reader) : undefined;
  let where: Parameter | undefined;
  let threshold: Condition | undefined;
  for (let word = reader.word(); word === 'where' || word === 'with'; word = reader.word()) {
    reader.take();
    if (word === 'where') {
      where = readParameter(reader);
    } else {
      reader.takeWord('threshold');
      threshold = readCondition(reader);
    }
  }
  return { kind: 'rule', name, parameters, condition, where, threshold, at: start, text: reader.textSince(start) };
}

/** A rule that does not run here is passed over up to its end, so that the ones after it are still read. */
function skipRule(reader: TokenReader, name: string, at: Position): SimpleRule {
  const start = reader.peek();
  for (let depth = 0; !reader.isEnd(); reader.take()) {
    if (depth === 0 && [',', ')', ']'].some((mark) => reader.isMark(mark))) break;
    if (reader.isMark('(') || reader.isMark('[')) depth += 1;
    if (reader.isMark(')') || reader.isMark(']')) depth -= 1;
  }
  const rest = reader.textSince(start);
  const text = rest === '' ? name : `${name} ${rest}`;
  return { kind: 'rule', name, parameters: [], condition: undefined, where: undefined, threshold: undefined, at, text };
}

function readParameter(reader: TokenReader): Parameter {
  const token = reader.peek();
  if (token.kind !== 'text') throw reader.problem('a text in double quotes');
  reader.take();
  return { text: token.text, at: token };
}

function startsCondition(reader: TokenReader): boolean {
  const word = reader.word();
  if (word !== undefined) return ['between', 'in', 'not', 'matches'].includes(word);
  return reader.peek().kind === 'mark' && !reader.isMark(',') && !reader.isMark(')') && !reader.isMark(']');
}

function readCondition(reader: TokenReader): Condition {
  const start = reader.peek();
  const operator = readOperator(reader);
  const operands = readOperands(reader, operator);
  return { operator, operands, at: start, text: reader.textSince(start) };
}

const words = ['between', 'in', 'matches'] as const;

function readOperator(reader: TokenReader): Operator {
  const comparison = comparisons.find((mark) => reader.isMark(mark));
  if (comparison !== undefined) {
    reader.take();
    return comparison;
  }
  const negated = reader.word() === 'not';
  if (negated) reader.take();
  const word = words.find((one) => one === reader.word());
  if (word === undefined) throw reader.problem('one of =, !=, >, >=, <, <=, between, in, matches');
  reader.take();
  return negated ? `not ${word}` : word;
}

function readOperands(reader: TokenReader, operator: Operator): Operand[] {
  if (operator === 'between' || operator === 'not between') {
    const lower = readOperand(reader);
    if (reader.word()?.toLowerCase() !== 'and') throw reader.problem('and');
    reader.take();
    return [lower, readOperand(reader)];
  }
  if (operator !== 'in' && operator !== 'not in') return [readOperand(reader)];
  reader.takeMark('[');
  const operands = [readOperand(reader)];
  while (reader.isMark(',')) {
    reader.take();
    operands.push(readOperand(reader));
  }
  reader.takeMark(']');
  return operands;
}

const keywords = ['NULL', 'EMPTY', 'WHITESPACES_ONLY'] as const;

function readOperand(reader: TokenReader): Operand {
  const token = reader.peek();
  if (token.kind === 'number' || token.kind === 'text') {
    reader.take();
    return { kind: token.kind, text: token.text };
  }
  const keyword = keywords.find((word) => word === reader.word()?.toUpperCase());
  if (keyword === undefined) {
    throw reader.problem(
      'a number, a text in double quotes, NULL, EMPTY or WHITESPACES_ONLY; now() and last() depend on when they run',
    );
  }
  reader.take();
  return { kind: 'keyword', text: keyword };
}
