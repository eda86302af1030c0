/** A JSON object that may be changed. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
