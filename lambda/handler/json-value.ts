/** An object of parsed JSON whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of names; undefined where the path breaks off. */
export function valueAt(value: unknown, ...names: string[]): unknown {
  let current = value;
  for (const name of names) current = isObject(current) ? current[name] : undefined;
  return current;
}
