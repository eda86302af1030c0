import { type AST, RegExpParser } from '@eslint-community/regexpp';

/**
 * A text that a pattern takes, as far as patterns of data go: of alternatives the first, of a repetition the fewest, of a class its last
 * character that is a digit or letter. Where a text has choices, `index` makes it another one for each row: digits count down from 9.
 * @returns undefined for what it can't do: looking around, backreferences, classes of nothing readable
 */
export function samplePattern(source: string, index = 0): string | undefined {
  let left = index;
  const pick = (choices: readonly string[]): string => {
    const choice = choices[choices.length - 1 - (left % choices.length)] ?? '';
    left = Math.floor(left / choices.length);
    return choice;
  };
  const parts: string[] = [];
  try {
    const pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode: true });
    // The last places count fastest, as people write numbers.
    for (const element of (pattern.alternatives[0]?.elements ?? []).toReversed())
      parts.unshift(sampleOf(element, pick));
  } catch (error) {
    if (error instanceof NoSample || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return parts.join('');
}

class NoSample extends Error {}

const readable = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = readable.slice(0, 10);
const marks = ['-', '_', '.', '/', ' ', ':', '@', '+'];

function sampleOf(element: AST.Element, pick: (choices: readonly string[]) => string): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'Assertion':
      if (element.kind === 'start' || element.kind === 'end') return '';
      throw new NoSample();
    case 'CharacterSet':
    case 'CharacterClass':
      return pick(choicesOf(element));
    case 'Quantifier': {
      const texts = Array.from({ length: element.min }, () => sampleOf(element.element, pick));
      return texts.reverse().join('');
    }
    case 'Group':
    case 'CapturingGroup': {
      const [first] = element.alternatives;
      const texts = (first?.elements ?? []).toReversed().map((one) => sampleOf(one, pick));
      return texts.reverse().join('');
    }
    default:
      throw new NoSample();
  }
}

/** Readable characters that a class takes. */
function choicesOf(element: AST.CharacterClass | AST.CharacterSet): readonly string[] {
  const matches = new RegExp(`^${element.raw}$`, 'u');
  const all = [...digits, ...readable.slice(10), ...marks];
  const choices = all.filter((character) => matches.test(character));
  const own = choices.filter((character) => digits.includes(character));
  if (choices.length === 0) throw new NoSample();
  return own.length > 0 ? own : choices;
}
