import { codeMarkdown, escapeMarkdown } from '../github/markdown.ts';

/** The levels of a verdict in words, as comment and page say them. */
export const levelWords = { failed: '❌ failed', attention: '⚠️ look at this', fine: '✅ nothing wrong found' } as const;

export function count(many: number): string {
  return many.toLocaleString('en-US');
}

/** `1 table`, `2 tables`. */
export function some(many: number, noun: string): string {
  return `${count(many)} ${noun}${many === 1 ? '' : 's'}`;
}

/** `+1,200`, `−3`, or nothing. */
export function difference(many: number): string {
  return many === 0 ? '' : `${many > 0 ? '+' : '−'}${count(Math.abs(many))}`;
}

/** Longer text of the repository is cut in a comment. */
const mostText = 240;

/** Text of the repository in a comment: cut, then escaped. */
export function prose(text: string): string {
  return escapeMarkdown(cut(text));
}

/** The same in the type of code. */
export function code(text: string): string {
  return codeMarkdown(cut(text));
}

function cut(text: string): string {
  if (text.length <= mostText) return text;
  // No character takes more than two units: of a long text only the beginning is looked at.
  const characters = Array.from(text.slice(0, 2 * mostText + 2));
  return `${characters.slice(0, mostText).join('')}…`;
}
