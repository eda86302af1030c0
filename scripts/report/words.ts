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
