import type { Random } from './random.ts';

const words = [
  'alpha',
  'Berlin',
  'x',
  'order',
  'blue',
  'ok',
  'data',
  'ZZ',
  'two words',
  'a-b',
  'q7',
  'null',
  'true',
  'NA',
];
const foreign = [
  'Grüße',
  'été',
  'e\u0301te\u0301',
  '日本',
  'naïve',
  '😀',
  'ß',
  'Å',
  'A\u030a',
  '\u1e9b\u0323',
  'señor',
  'Ωmega',
  '한글',
];
/** Text that a spreadsheet would run, or that looks as if. */
const formulas = ['=1+1', '+49 30', '-5', '@sum', '=HYPERLINK("x")', '\tx', '-', '+', "'=1"];
/** Spaces that a trim takes away (ECMAScript's white space), and two that it leaves. */
export const spaces = [' ', '\t', '\u00a0', '\ufeff', '\u3000', '\u2003', '\u202f', '\u200b', '\v', '\f', '\u0085'];

/** A text of about this many characters at most; mostly plain, sometimes not. */
export function anyText(random: Random, longest = 24): string {
  const kind = random.below(100);
  if (kind < 60) return random.pick(words);
  if (kind < 75) return `${random.pick(words)} ${random.pick(words)}`.slice(0, longest);
  if (kind < 88) return random.pick(foreign);
  if (kind < 94) return random.pick(formulas);
  if (kind < 97)
    return random.pick(['a,b', 'a;b', 'say "hi"', "it's", 'two\nlines', 'a\r\nb', 'tab\there', 'a|b', '#no', '']);
  if (random.chance(0.99)) return random.pick(words).repeat(random.between(1, 40));
  // Longer than buffers may be.
  return random.pick([...words, 'é', '😀']).repeat(random.pick([500, 3000, 20_000, 40_000]));
}

/** Patterns of schemas, each with texts that it takes. */
const patterns: readonly (readonly [pattern: string, sound: readonly string[]])[] = [
  ['^[A-Z]{2}$', ['DE', 'FR', 'US']],
  ['^\\d{3,5}$', ['123', '98765']],
  ['^[a-z0-9-]+$', ['a', 'a-b-9', 'order']],
  ['^T\\d+$', ['T1', 'T000123']],
  ['^(?:ab)+c?$', ['ab', 'ababc']],
  ['e', ['blue', 'order', 'e']],
  ['^\\p{L}+$', ['alpha', 'Grüße', '日本']],
  ['^\\S+@\\S+\\.\\S+$', ['a@b.c', 'ann@example.org']],
  ['^[^,;]*$', ['alpha', 'two words']],
  ['^.{1,6}$', ['x', 'Berlin', '😀😀']],
  ['(?=.*\\d)^\\w+$', ['q7', 'a1']],
  ['^(a+)+$', ['a', 'aaaa']],
  ['\\bok\\b', ['ok', 'all ok here']],
  ['^[\\u00c0-\\u017f]+$', ['ßß', 'éé']],
];
export const patternTexts: readonly string[] = patterns.map(([pattern]) => pattern);
export const soundForPattern = (pattern: string): readonly string[] | undefined =>
  patterns.find(([text]) => text === pattern)?.[1];

/** Formats of JSON Schema, each with texts that it takes. */
const formats: readonly (readonly [format: string, sound: readonly string[]])[] = [
  ['email', ['ann@example.org', 'b.c+d@sub.example.com']],
  ['uuid', ['123e4567-e89b-12d3-a456-426614174000', 'F47AC10B-58CC-4372-A567-0E02B2C3D479']],
  ['uri', ['https://example.org/a?b=c', 'urn:isbn:0451450523']],
  ['ipv4', ['127.0.0.1', '255.255.255.255']],
  ['ipv6', ['::1', '2001:db8::ff00:42:8329']],
  ['hostname', ['example.org', 'localhost']],
  ['time', ['10:20:30Z', '23:59:59+02:00']],
  ['duration', ['P1D', 'PT36H']],
  ['regex', ['^a+$', '[0-9]']],
  ['json-pointer', ['/a/b', '']],
];
export const formatNames: readonly string[] = formats.map(([format]) => format);
export const soundForFormat = (format: string): readonly string[] | undefined =>
  formats.find(([name]) => name === format)?.[1];
