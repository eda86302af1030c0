/** One piece of QuickSight's rich text: an opening tag, a closing tag, or text with its entities resolved. */
export type MarkupPiece =
  | {
      readonly kind: 'open';
      readonly tag: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly empty: boolean;
    }
  | { readonly kind: 'close'; readonly tag: string }
  | { readonly kind: 'text'; readonly text: string };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Cuts the small XML of titles and text boxes into pieces. What is not well-formed is text. */
export function markupPieces(source: string): readonly MarkupPiece[] {
  const pieces: MarkupPiece[] = [];
  const pattern =
    /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+|<)/g;
  for (const [, slash, tag, attributes, empty, text] of source.matchAll(pattern)) {
    if (text !== undefined) pieces.push({ kind: 'text', text: withoutEntities(text) });
    else if (tag === undefined) continue;
    else if (slash === '/') pieces.push({ kind: 'close', tag: tag.toLowerCase() });
    else
      pieces.push({
        kind: 'open',
        tag: tag.toLowerCase(),
        attributes: attributesOf(attributes ?? ''),
        empty: empty === '/',
      });
  }
  return pieces;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return new Map(
    pairs.map(([, name, double, single]) => [(name ?? '').toLowerCase(), withoutEntities(double ?? single ?? '')]),
  );
}

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
