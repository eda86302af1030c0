import type { DraftedRule } from './draft-rules.ts';

/** quality.dqdl of some rules. */
export function writeRules(rules: readonly DraftedRule[]): string {
  const lines = rules.map(({ text, severity }) => `${severity === 'warn' ? '    # warn\n' : ''}    ${text}`);
  return `Rules = [\n${lines.join(',\n')}\n]\n`;
}
