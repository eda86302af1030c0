import type { DirtLog } from './dirt-log.ts';
import type { Random } from './random.ts';

type Spoil = (text: string, random: Random, longest: number) => string;

const inside = (text: string, members: string): string =>
  text === '{}' ? `{${members}}` : `{${members},${text.slice(1)}`;

const faults: readonly (readonly [kind: string, spoil: Spoil])[] = [
  ['JSON cut', (text, random) => text.slice(0, random.below(text.length + 1))],
  ['JSON with a comma too many', (text) => `${text.slice(0, -1)},}`],
  ['JSON in single quotes', (text) => text.replaceAll('"', "'")],
  ['JSON with text behind', (text, random) => text + random.pick(['x', '}', ']', '"', ' {}', '//'])],
  ['JSON with a comment', (text) => `/* a */${text}`],
  ['unescaped line ending', (text) => text.replace(/"([^"]*)"/, '"$1\n"')],
  ['unescaped control character', (text) => text.replace(/":"/, '":"\x01')],
  ['wrong escape', (text) => inside(text, '"q":"\\x"')],
  ['half an escape', (text) => inside(text, '"q":"\\u12"')],
  ['lone surrogate in an escape', (text) => text.replace(/:"/, ':"\\ud800')],
  ['NUL in an escape', (text) => text.replace(/:"/, ':"\\u0000')],
  ['NUL', (text, random) => text.slice(0, random.below(text.length)) + '\0'.repeat(random.between(1, 30))],
  [
    'number that is none',
    (text, random) => text.replace(/:-?\d+/, `:${random.pick(['01', '+1', '.5', '1.', 'NaN', '0x1', '1e', '-'])}`),
  ],
  ['name that comes twice', (text) => inside(text, '"id":1,"id":2')],
  ['name that comes twice', (text) => (text === '{}' ? text : `${text.slice(0, -1)},${text.slice(1)}`)],
  [
    'unknown name',
    (text, random) =>
      inside(text, random.pick(['"more":1', '"__proto__":{"x":1}', '"constructor":{}', '"more":null', '"":""'])),
  ],
  ['record that is no object', (_, random) => random.pick(['1', '"x"', '[1]', 'null', 'true', '[]', '[{}]'])],
  ['deep nesting', (text, random) => inside(text, `"deep":${'['.repeat(random.between(2, 90))}${']'.repeat(80)}`)],
  ['deep nesting', (text) => inside(text, `"deep":${'{"a":'.repeat(70)}1${'}'.repeat(70)}`)],
  ['two records in one', (text) => text + text],
  ['blank line', (text, random) => `${random.pick(['', ' ', '\t'])}\n${text}`],
  ['spaces around a record', (text, random) => ` ${text}${random.pick([' ', '\t', '\u00a0', '\ufeff'])}`],
  ['byte order mark inside', (text) => `\ufeff${text}`],
  ['over-long record', (text, _, longest) => inside(text, `"long":"${'y'.repeat(longest)}"`)],
  ['over-long text that never ends', (text, _, longest) => `${text.slice(0, -1)},"long":"${'y'.repeat(longest)}`],
  ['record over several lines', (text) => text.replaceAll(',', ',\n')],
  ['exotic line ending', (text, random) => text.replace(/:"/, `:"${random.pick(['\u2028', '\u0085', '\u2029'])}`)],
];

/** Spoils one JSON record in one of the ways that files are spoilt. @param longest most characters of a record */
export function spoilJson(random: Random, text: string, longest: number, dirt: DirtLog): string {
  const [kind, spoil] = random.pick(faults);
  dirt.hit(kind);
  return spoil(text, random, longest);
}
