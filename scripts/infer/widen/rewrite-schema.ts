import { type AnyNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { formatSchema } from '../format-schema.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const sourceOf = (text: string, { range }: AnyNode): string => {
  if (range === undefined) throw new TypeError('momoa was asked for ranges');
  return text.slice(...range);
};

/** Values of `after` by a placeholder that stands for the text that they had. */
interface Kept {
  readonly texts: Map<string, string>;
}

/** The value with what did not change replaced by placeholders, which the text of before takes the place of. */
function keep(text: string, node: ValueNode | undefined, before: unknown, after: unknown, kept: Kept): unknown {
  // 1.0, 9007199254740993 and "caf\u00e9" are written otherwise by JSON.stringify.
  if (node !== undefined && isSame(before, after) && sourceOf(text, node) !== JSON.stringify(after)) {
    const name = `\u0000${kept.texts.size}\u0000`;
    kept.texts.set(name, sourceOf(text, node));
    return name;
  }
  if (node?.type !== 'Object' || !isJsonObject(before) || !isJsonObject(after)) return after;
  const nodes = new Map(
    node.members.map(({ name, value }) => [name.type === 'String' ? name.value : name.name, value] as const),
  );
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, keep(text, nodes.get(key), before[key], value, kept)]),
  );
}

/**
 * The text of a changed schema: what did not change keeps its text, to the byte.
 * @param text of the schema as it is @param before what it says @param after what it is to say
 */
export function rewriteSchema(text: string, before: JsonObject, after: JsonObject): string {
  if (isSame(before, after)) return text;
  const kept: Kept = { texts: new Map() };
  const { body } = parse(text, { ranges: true });
  const formatted = formatSchema({ ...(keep(text, body, before, after, kept) as JsonObject) });
  return formatted.replaceAll(/"\\u0000\d+\\u0000"/g, (name) => kept.texts.get(JSON.parse(name) as string) ?? name);
}
