import { createHash } from 'node:crypto';

/** What the map needs for one entry beside the key's characters; measured with Node 24, rounded up. */
const entryBytes = 96;

/** Keys of the rows before, with the line where each came first. */
export interface SeenKeys {
  /** @returns the line where the key came first; undefined the first time */
  lineOf(parts: readonly string[], line: number): number | undefined;
  /** No more keys fit into the memory: new ones are no longer remembered, known ones still found. */
  readonly isFull: boolean;
}

/**
 * Remembers keys exactly up to 44 characters, longer ones by their SHA-256 (a false duplicate would take 2^128 rows).
 * @param budget bytes of memory
 */
export function createSeenKeys(budget: number): SeenKeys {
  const lines = new Map<string, number>();
  let bytes = 0;
  return {
    get isFull() {
      return bytes >= budget;
    },
    lineOf(parts, line) {
      const text = parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts);
      const key = text.length < 44 ? text : `#${createHash('sha256').update(text).digest('base64')}`;
      const before = lines.get(key);
      if (before !== undefined || bytes >= budget) return before;
      lines.set(key, line);
      bytes += entryBytes + key.length * 2;
      return undefined;
    },
  };
}
