import type { FoundRow, FoundRows } from './find-rows.ts';

/** A version of a raw file, and what it holds of the person. */
export interface SeenVersion {
  readonly key: string;
  readonly version: string;
  readonly isLatest: boolean;
  readonly found: FoundRows;
}

/** What is done to raw. All else follows from it: cleaning makes processed and quarantine agree, a run the tables. */
export type ErasureAction =
  /** A new version without these rows. */
  | {
      readonly do: 'rewrite';
      readonly key: string;
      readonly version: string;
      readonly rows: readonly FoundRow[];
      readonly rowsIn: number;
    }
  /** Nothing would be left of it, or nobody can say which part of it is the person's. */
  | {
      readonly do: 'remove';
      readonly key: string;
      readonly version: string;
      readonly because: 'no-rows-left' | 'unreadable' | 'stale';
    }
  /** A version that was replaced or removed before: it goes for good, last of all. */
  | { readonly do: 'delete-version'; readonly key: string; readonly version: string; readonly rows: number };

/** What there is to do, and what nobody can say. */
export interface ErasurePlan {
  readonly actions: readonly ErasureAction[];
  /** How many rows of others hold the text in another column. */
  readonly mentions: number;
  /** Versions that can't be looked through: they may hold the person. */
  readonly unsearchable: readonly UnsearchableVersion[];
}

export type UnsearchableVersion = Pick<SeenVersion, 'key' | 'version'>;

/** Those of the versions that somebody has to look into. */
export const unsearchable = (seen: readonly SeenVersion[]): UnsearchableVersion[] =>
  seen.flatMap(({ key, version, found }) => (found.holds === 'unsearchable' ? [{ key, version }] : []));

/** A line for a person: what can't be looked through, and what to do with it. */
export const describeUnsearchable = ({ key, version }: UnsearchableVersion): string =>
  `${key}, version ${version}: expected text, or gzip of it, to look for the person in, got what can't be inflated or read; open it by hand, and where it holds them, or nobody can tell, remove this version for good, then run this again [unsearchable]`;

const holdsThem = ({ found }: SeenVersion): boolean => found.holds === 'rows' || found.holds === 'whole';

const none: ReadonlySet<string> = new Set();

/**
 * @param seen every version of the dataset's files
 * @param stale keys of files whose last good rows stand since their latest version was refused: nobody can clean those rows again
 * @returns in the order of doing: what stands now first, so that nothing is removed before its replacement is there
 */
export function planErasure(seen: readonly SeenVersion[], stale = none): ErasureAction[] {
  const holding = seen.filter(holdsThem);
  const held = new Set(holding.map(({ key }) => key));
  const isStale = ({ key }: SeenVersion) => stale.has(key) && held.has(key);
  const now = seen.filter((one) => one.isLatest && (holdsThem(one) || isStale(one)));
  return [
    ...now.map((one): ErasureAction => {
      const { key, version } = one;
      const { holds, rows, rowsIn } = one.found;
      if (isStale(one)) return { do: 'remove', key, version, because: 'stale' };
      if (holds === 'whole') return { do: 'remove', key, version, because: 'unreadable' };
      if (rows.length >= rowsIn) return { do: 'remove', key, version, because: 'no-rows-left' };
      return { do: 'rewrite', key, version, rows, rowsIn };
    }),
    ...holding.map(
      ({ key, version, found }): ErasureAction => ({ do: 'delete-version', key, version, rows: found.rows.length }),
    ),
  ];
}

const reasons = {
  'no-rows-left': "every row of it is the person's",
  unreadable: "it holds the text and can't be read by rows",
  stale:
    "its latest version was refused, and the last good rows, which stand, are of one that held the person's; send it mended",
} as const;

/** A line for a person: which rows, never what they hold. */
export function describeErasure(action: ErasureAction): string {
  switch (action.do) {
    case 'rewrite': {
      const lines = action.rows.slice(0, 5).map(({ line }) => line);
      const more = action.rows.length > lines.length ? ` and ${action.rows.length - lines.length} more` : '';
      return `write ${action.key} without ${action.rows.length} of ${action.rowsIn} rows: lines ${lines.join(', ')}${more}`;
    }
    case 'remove':
      return `remove ${action.key}: ${reasons[action.because]}`;
    case 'delete-version':
      return `delete version ${action.version} of ${action.key} for good`;
  }
}
