import { quote } from '../../../lambda/schema/finding.ts';
import { findings, type TableFinding } from '../findings.ts';
import { parseSimpleRule } from './parse-simple-rule.ts';
import type { QualityRule, Rule } from './rule.ts';
import { RuleSyntaxError, TokenReader } from './token-reader.ts';

/**
 * Reads a quality.dqdl: `Rules = [ rule, ... ]` (https://docs.aws.amazon.com/glue/latest/dg/dqdl.html), with one word of our own:
 * the comment line `# warn` directly before a rule makes its failure a warning.
 * @param file the path that findings name
 */
export function parseRules(
  source: string,
  file: string,
): { readonly rules: readonly QualityRule[]; readonly findings: readonly TableFinding[] } {
  const reader = new TokenReader(source);
  try {
    const rules = readDocument(reader);
    return { rules, findings: [] };
  } catch (problem) {
    if (!(problem instanceof RuleSyntaxError)) throw problem;
    const { expected, token } = problem;
    const got = token.kind === 'end' ? 'the end of the file' : quote(source.slice(token.from, token.to));
    return {
      rules: [],
      findings: [findings.qualitySyntax({ file, line: token.line, column: token.column }, expected, got)],
    };
  }
}

function readDocument(reader: TokenReader): QualityRule[] {
  reader.takeWord('Rules', 'Rules = [ ... ]');
  reader.takeMark('=');
  reader.takeMark('[');
  const rules: QualityRule[] = [];
  while (!reader.isMark(']')) {
    const severity = reader.warns() ? 'warn' : 'error';
    rules.push({ severity, rule: readRule(reader) });
    if (!reader.isMark(']')) reader.takeMark(',', 'a comma or the closing ]');
  }
  if (reader.warns()) throw reader.problem('a rule after # warn');
  reader.takeMark(']');
  if (!reader.isEnd()) throw reader.problem('nothing after the closing ]');
  return rules;
}

/** `A`, `(A)`, `(A) and (B)`, `(A) or ((B) and (C))`. */
function readRule(reader: TokenReader): Rule {
  if (!reader.isMark('(')) return parseSimpleRule(reader);
  const start = reader.peek();
  const rules = [readBracketed(reader)];
  const joint = reader.word()?.toLowerCase();
  if (joint !== 'and' && joint !== 'or') return rules[0] ?? parseSimpleRule(reader);
  while (reader.word()?.toLowerCase() === joint) {
    reader.take();
    rules.push(readBracketed(reader));
  }
  if (['and', 'or'].includes(reader.word()?.toLowerCase() ?? '')) {
    throw reader.problem(`one of and, or between brackets, not both; bracket one pair more`);
  }
  return { kind: joint, rules, at: start, text: reader.textSince(start) };
}

function readBracketed(reader: TokenReader): Rule {
  reader.takeMark('(', 'a rule in brackets');
  const rule = readRule(reader);
  reader.takeMark(')');
  return rule;
}
