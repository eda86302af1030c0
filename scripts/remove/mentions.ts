/** Whether a text has a name as a word, in any case. */
export const mentions = (text: string, name: string): boolean => new RegExp(wordOf(name), 'i').test(text);

/** 1-based. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/**
 * Where SQL or rules read a name: after FROM or JOIN if it stands there, else its first mention. Comments don't count, and neither does a call.
 * @param comments matches what is passed over
 * @returns undefined where it is not mentioned
 */
export function firstMention(text: string, name: string, comments: RegExp): Spot | undefined {
  const code = text.replaceAll(comments, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const word = `${wordOf(name)}(?!\\s*\\()`;
  const read = new RegExp(`(?<=\\b(?:from|join)\\s+[\`"]?)${word}`, 'i').exec(code);
  const at = (read ?? new RegExp(word, 'i').exec(code))?.index;
  if (at === undefined) return undefined;
  const before = code.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const wordOf = (name: string): string => `(?<![\\w$])${RegExp.escape(name)}(?![\\w$])`;
