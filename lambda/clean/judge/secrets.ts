/** Equal but for case and for how accents are composed. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function* leavesOf(value: unknown): Generator<string> {
  if (isObject(value)) for (const inner of Object.values(value)) yield* leavesOf(inner);
  else if (typeof value === 'string' || typeof value === 'number') yield String(value);
}

/** The values inside JSON text of an array or object; none where the text is not that. */
function insideJson(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return [...leavesOf(JSON.parse(text))];
  } catch {
    return [];
  }
}

/**
 * Gathers what may not be shown of a record.
 * @param texts sensitive cells, as written or canonical; of JSON text, each value in it counts too
 */
export function secretsOf(texts: Iterable<string>): ReadonlySet<string> {
  const secrets = new Set<string>();
  for (const text of texts) {
    for (const secret of [text, ...insideJson(text)]) if (secret.trim() !== '') secrets.add(fold(secret.trim()));
  }
  return secrets;
}

/** Whether a text holds one of the secrets, in any case. */
export function holdsSecret(text: string, secrets: ReadonlySet<string>): boolean {
  if (secrets.size === 0) return false;
  const folded = fold(text);
  return [...secrets].some((secret) => folded.includes(secret));
}
