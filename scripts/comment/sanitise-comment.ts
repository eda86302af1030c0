/** Written after a character that GitHub would otherwise read as the beginning of a mention, a reference or an address. */
const joint = '\u200b';

/**
 * The elements that the report's own comment is made of. Anything else that looks like HTML is shown as text. `details` counts only at
 * the beginning of a line: there it is HTML whatever stands before, so that openings and closings can be paired.
 */
const tags = String.raw`<\/?(?:summary|code|b|sub)>|<br>|^<\/?details>(?=$|<summary>)`;

/**
 * Entities that stay what they are: the punctuation that escapeMarkdown writes. Not `@` and `/`, nor letters and digits, of which a
 * mention or an address could be made behind our back.
 */
const entities = '&(?:lt|gt|amp|quot|#(?:3[346-9]|4[0-356]|58|6[012]|9[1-6]|12[3-6]));';

/** What begins a tag, an entity, a mention, a reference, a link, an image, an address or a block of code. */
const openings = String.raw`&#35;|[<&@#]|\](?=[(:\[])|!(?=\[)|:(?=[/\\])|[wW]{3}(?=[.\\])|[gG][hH](?=-|&#45;)|${'`'}{3,}|~{3,}`;

/**
 * Makes a text that anyone may have written safe to post in our name: nobody is mentioned, nothing is closed or referred to, no HTML
 * runs, no image or address of elsewhere is loaded or linked, no comment fakes our marker, and no open block swallows what follows.
 * What was harmless looks as before.
 * @param links addresses (each its own whole) that may be linked to, as `[text](address)`
 */
export function sanitiseComment(text: string, links: readonly string[] = []): string {
  const allowed = links.map((link) => `](${link})`);
  const kept = [...allowed.map(escapePattern), tags, entities].join('|');
  const pattern = new RegExp(`(${kept})|${openings}`, 'gm');
  const harmless = visible(text).replace(pattern, (found: string, keep: string | undefined, ...rest) => {
    if (keep !== undefined) return found;
    const [at, whole]: unknown[] = rest;
    const next = typeof at === 'number' && typeof whole === 'string' ? whole.charAt(at + found.length) : '';
    return defuse(found, next);
  });
  return balanced(harmless);
}

function defuse(found: string, next: string): string {
  switch (found.charAt(0)) {
    case '<':
      return '&lt;';
    case '&':
      return found === '&' ? '&amp;' : found + joint;
    case ']':
    case '!':
      return `${found}\\`;
    case '`':
    case '~':
      return found.replace(/./g, '\\$&');
    case '#':
      // A heading is no reference.
      return next === '#' || next.trim() === '' ? found : found + joint;
    default:
      return found + joint;
  }
}

/** Without control characters, and without those that turn the direction of text or show nothing. */
function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Noncharacter_Code_Point}/gu, '');
}

/** Every element that is opened is closed, and none is closed that wasn't. */
function balanced(text: string): string {
  const open: string[] = [];
  const closed = text.replace(/<(\/?)(details|summary|code|b|sub)>/g, (tag, slash: string, name: string) => {
    if (slash === '') {
      open.push(name);
      return tag;
    }
    if (open.at(-1) !== name) return `&lt;/${name}&gt;`;
    open.pop();
    return tag;
  });
  return (
    closed +
    open
      .map((name) => (name === 'details' ? '\n\n</details>' : `</${name}>`))
      .reverse()
      .join('')
  );
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
