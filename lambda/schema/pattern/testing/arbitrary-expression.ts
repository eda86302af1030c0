import fc from 'fast-check';

/** Characters that patterns and texts are made of: case pairs beyond ASCII, line terminators, a combining mark, astral, a lone surrogate. */
const characters = [
  ...['a', 'b', 'A', 'k', 's', '1', '_', ' ', '-', '\n', '\r', '\u2028', '\u0301', '\u00e9'],
  ...['\u212a', '\u017f', '\u6f22', '\u{1f600}', '\u{10400}', '\ud83d', '\ude00'],
];

const escapeLiteral = (character: string): string =>
  /^[\w -]$/.test(character)
    ? character
    : Array.from(character, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`).join('');

const sets = [
  ...['.', '\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\p{L}', '\\P{L}', '\\p{Lu}', '\\p{Script=Han}'],
  ...[
    '[ab]',
    '[^a]',
    '[a-k]',
    '[\\w-]',
    '[^\\s]',
    '[]',
    '[^]',
    '[\\u{1f600}-\\u{1f64f}]',
    '[^\\p{ASCII}]',
    '[\\p{L}1]',
  ],
];
const quantifiers = [
  '',
  '',
  '',
  '*',
  '+',
  '?',
  '{2}',
  '{0}',
  '{0,2}',
  '{1,}',
  '{1,3}',
  '{2,}',
  '*?',
  '+?',
  '??',
  '{1,2}?',
];
const openings = ['(', '(?:', '(?=', '(?!', '(?<=', '(?<!'];
const assertions = ['^', '$', '\\b', '\\B'];

const isZeroWidth = (term: string): boolean => /^(?:\(\?(?:=|!|<)|\^$|\$$|\\b$|\\B$)/i.test(term);

const { alternatives } = fc.letrec<{ alternatives: string; sequence: string; term: string }>((tie) => ({
  alternatives: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3, size: 'max' })
    .map((sequences) => sequences.join('|')),
  sequence: fc.array(tie('term'), { maxLength: 4, size: 'max' }).map((terms) => terms.join('')),
  term: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom(...characters.map(escapeLiteral), ...sets), fc.constantFrom(...quantifiers))
      .map((one) => one.join('')),
    fc.constantFrom(...assertions),
    fc
      .tuple(fc.constantFrom(...openings), tie('alternatives'), fc.constantFrom(...quantifiers))
      .map(([opening, inner, quantifier]) => `${opening}${inner})${isZeroWidth(opening) ? '' : quantifier}`),
  ),
}));

/**
 * Sources of regular expressions in Unicode mode, over the whole syntax but back references and `(?i:…)`: V8 13.6 lets the modifiers of
 * a group with an empty alternative leak out of it, and so is no measure of them.
 */
export const arbitraryExpression: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '^'), alternatives, fc.constantFrom('', '$'))
  .map((parts) => parts.join(''))
  // The native engine that they are compared with takes minutes for some of the longer ones.
  .filter((source) => source.length <= 120);

/** Short texts that such expressions are about. */
export const arbitraryText: fc.Arbitrary<string> = fc.string({ unit: fc.constantFrom(...characters), maxLength: 9 });
