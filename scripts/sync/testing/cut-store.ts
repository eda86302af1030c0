import type { TaggedStore } from '../../../lambda/store/tagged-store.ts';

/** The power went: what was done stays, nothing more is done or seen. */
export class Cut extends Error {}

/** Buckets of a process that dies at one of its changes. */
export class Mortal {
  #left: number;
  readonly #moment: 'before' | 'after';
  #dead = false;

  /** @param changes how many happen @param moment whether the last of them still does */
  constructor(changes: number, moment: 'before' | 'after') {
    this.#left = changes;
    this.#moment = moment;
  }

  wrap(store: TaggedStore): TaggedStore {
    const alive = (): void => {
      if (this.#dead) throw new Cut();
    };
    const change = async <T>(apply: () => Promise<T>): Promise<T> => {
      alive();
      if (--this.#left > 0) return apply();
      this.#dead = true;
      if (this.#moment === 'after') await apply();
      throw new Cut();
    };
    return {
      name: store.name,
      list: (prefix) => store.list(prefix),
      listTags: (prefix) => store.listTags(prefix),
      describe: async (key) => {
        alive();
        return store.describe(key);
      },
      get: async (key) => {
        alive();
        return store.get(key);
      },
      read: (key, etag) => store.read(key, etag),
      put: (key, body, options) => change(() => store.put(key, body, options)),
      remove: (key) => change(() => store.remove(key)),
    };
  }
}
