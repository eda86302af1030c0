/** A number as the source text writes it, so that 64-bit integers and decimals stay exact. */
export class JsonNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A parsed JSON value whose numbers keep their text. Objects keep the order of their names, also `__proto__`. */
export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

/** What JavaScript makes of it, for the judge of JSON Schema. */
export function toPlain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return Number(value.source);
  if (value instanceof Map) {
    const plain: Record<string, unknown> = {};
    for (const [name, item] of value) {
      Object.defineProperty(plain, name, {
        value: toPlain(item),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return plain;
  }
  return Array.isArray(value) ? value.map(toPlain) : value;
}

/** Canonical text: names sorted by code units, no white space, numbers as doubles print unless that would lose digits. */
export function toCanonicalJson(value: JsonValue): string {
  if (value instanceof JsonNumber) return canonicalNumber(value.source);
  if (value instanceof Map) {
    const names = [...value.keys()].sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonicalJson(value.get(name) ?? null)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`;
  return JSON.stringify(typeof value === 'string' ? value.normalize('NFC') : value);
}

/** At most 15 significant digits survive a double; longer numbers stay as written. */
function canonicalNumber(source: string): string {
  const digits = source
    .replace(/[eE].*$/, '')
    .replaceAll(/[-.]/g, '')
    .replace(/^0+/, '');
  const number = Number(source);
  return digits.length <= 15 && Number.isFinite(number) ? String(number) : source;
}
