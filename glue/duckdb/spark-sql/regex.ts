/**
 * Reads a Java regular expression for DuckDB's RE2. RE2 lacks look-around, back-references, possessive and atomic groups;
 * classes that differ are written out: Java's \s has \x0B, its `.` stops at more line ends, its $ may stand before a last line end.
 * @returns the pattern for RE2, or what in it is refused
 */
export function translateRegex(
  pattern: string,
): { regex: string; asciiOnly: boolean; hasEnd: boolean } | { construct: string; fix: string } {
  let regex = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const rest = pattern.slice(index);
    const refused = inClass ? refuseInClass(rest) : refuse(rest);
    if (refused !== undefined) return refused;
    const [text, length] = piece(rest, inClass);
    if (text === undefined) return { construct: rest.slice(0, 2), fix: 'use a plain character or class' };
    if (rest[0] === '[') inClass = true;
    if (rest[0] === ']') inClass = false;
    regex += text;
    index += length - 1;
  }
  const plain = pattern.replace(/\\[^bB]/g, '');
  return { regex, asciiOnly: /\\[bB]|\(\?i/.test(plain), hasEnd: plain.replace(/\[[^\]]*\]/g, '').includes('$') };
}

function refuse(rest: string): { construct: string; fix: string } | undefined {
  const group = /^\(\?(=|!|<=|<!|>)/.exec(rest);
  if (group !== null)
    return {
      construct: `${group[0]} (look-around or an atomic group)`,
      fix: 'match more and take a group with regexp_extract',
    };
  if (/^\\[1-9k]/.test(rest))
    return { construct: `${rest.slice(0, 2)} (a back-reference)`, fix: 'write the repeated part out' };
  if (/^([*+?]|\{\d+(,\d*)?\})\+/.test(rest)) return { construct: 'a possessive quantifier', fix: 'leave the + out' };
  if (/^\(\?[a-zA-Z-]*[^i:)<P][a-zA-Z-]*[:)]/.test(rest)) return { construct: rest.slice(0, 4), fix: 'use (?i) alone' };
  return undefined;
}

function refuseInClass(rest: string): { construct: string; fix: string } | undefined {
  if (rest[0] === '[' && !rest.startsWith('[:'))
    return { construct: '[ inside a class', fix: 'write \\[, or one class' };
  return rest.startsWith('&&') ? { construct: '&& (an intersection)', fix: 'write the class out' } : undefined;
}

const classes: Readonly<Record<string, string>> = {
  s: ' \\t\\n\\x0B\\f\\r',
  h: ' \\t\\x{A0}\\x{1680}\\x{180e}\\x{2000}-\\x{200a}\\x{202f}\\x{205f}\\x{3000}',
};

/** Escapes that Java and RE2 share, and letters after \p that do. */
const shared = /^\\([dDwWbBAz]|[tnrfae]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9])/;

function piece(rest: string, inClass: boolean): [string | undefined, number] {
  if (rest[0] === '.' && !inClass) return ['[^\\n\\r\\x{85}\\x{2028}\\x{2029}]', 1];
  if (rest[0] === '$' && !inClass) return ['(?:\\n?\\z)', 1];
  if (rest[0] !== '\\') return [rest[0], 1];
  const letter = rest[1] ?? '';
  const own = classes[letter];
  if (own !== undefined) return [inClass ? own : `[${own}]`, 2];
  if (letter === 'S' && !inClass) return [`[^${classes['s']}]`, 2];
  const unicode = /^\\u([0-9A-Fa-f]{4})/.exec(rest);
  if (unicode !== null) return [`\\x{${unicode[1]}}`, 6];
  const property = /^\\[pP]\{(L|Lu|Ll|N|Nd|P|S|Z|Alpha|Digit|Alnum|Upper|Lower|Punct|Space)\}/.exec(rest);
  if (property !== null) return posix(property[0], property[1] ?? '', inClass);
  const found = shared.exec(rest);
  return found === null ? [undefined, 2] : [found[0] === '\\e' ? '\\x1b' : found[0], found[0].length];
}

const asciiClasses: Readonly<Record<string, string>> = {
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Punct: '!-/:-@\\[-`{-~',
  Space: classes['s'] ?? '',
};

function posix(text: string, name: string, inClass: boolean): [string | undefined, number] {
  const ascii = asciiClasses[name];
  if (ascii === undefined) return [text, text.length];
  const not = text[1] === 'P';
  if (inClass) return [not ? undefined : ascii, text.length];
  return [`[${not ? '^' : ''}${ascii}]`, text.length];
}
