/** Letters that a word needs before one slip in it is surely a slip, and no other word: DE is not DK. */
const shortest = 4;

/**
 * The one value of a list that was surely meant: it differs by case alone, or by one letter that was left out, put in, mistaken or swapped with its
 * neighbour; and no other value is as near. Digits are never mended.
 * @param written not itself in the list
 */
export function enumTypo(written: string, values: readonly unknown[]): string | undefined {
  const texts = values.filter((value) => typeof value === 'string');
  const near = texts.filter((value) => isSameButCase(written, value) || isOneSlip(written, value));
  return near.length === 1 ? near[0] : undefined;
}

const isSameButCase = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function isOneSlip(written: string, value: string): boolean {
  const [from, to] = [Array.from(written.toLowerCase()), Array.from(value.toLowerCase())];
  if (to.length < shortest || from.length < shortest || Math.abs(from.length - to.length) > 1) return false;
  if (digits(written) !== digits(value)) return false;
  let same = 0;
  while (same < Math.min(from.length, to.length) && from[same] === to[same]) same += 1;
  const rest = (characters: readonly string[], skip: number) => characters.slice(same + skip).join('');
  if (from.length < to.length) return rest(from, 0) === rest(to, 1);
  if (from.length > to.length) return rest(from, 1) === rest(to, 0);
  const isSwapped = from[same] === to[same + 1] && from[same + 1] === to[same] && rest(from, 2) === rest(to, 2);
  return isSwapped || rest(from, 1) === rest(to, 1);
}

const digits = (text: string): string => text.replace(/\P{Nd}/gu, '');
