import type { ObjectStore } from '../../store/object-store.ts';
import type { Surroundings } from '../surroundings.ts';

/** The power went: what the process did until then stays, what it would have done does not happen. */
export class Crash extends Error {}

/**
 * Surroundings whose process dies at its n-th change of a bucket.
 * @param n from 1
 * @param moment whether the n-th change itself still happens
 * @returns the surroundings, and how many changes were asked for so far
 */
export function crashing(
  surroundings: Surroundings,
  n: number,
  moment: 'before' | 'after',
): { surroundings: Surroundings; changes: () => number } {
  let changes = 0;
  const change = async <Result>(apply: () => Promise<Result>): Promise<Result> => {
    changes++;
    if (changes > n || (changes === n && moment === 'before')) throw new Crash();
    const result = await apply();
    if (changes >= n) throw new Crash();
    return result;
  };
  const wrap = (store: ObjectStore): ObjectStore => ({
    head: (key) => store.head(key),
    read: (key, version) => store.read(key, version),
    list: (prefix) => store.list(prefix),
    keys: (prefix) => store.keys(prefix),
    write: (key, body, options) => change(() => store.write(key, body, options)),
    remove: (key) => change(() => store.remove(key)),
  });
  const { processed, quarantine } = surroundings;
  return {
    surroundings: { ...surroundings, processed: wrap(processed), quarantine: wrap(quarantine) },
    changes: () => changes,
  };
}
