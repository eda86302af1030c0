/** What the rows of a column are like. Of a table without rows nothing but zeros is known. */
export interface ColumnProfile {
  /** Different values, null not among them. */
  readonly distinct: number;
  readonly nulls: number;
  /** Numbers: least and greatest finite value, and five quantiles between them. */
  readonly numbers?: NumberProfile;
  /** Text: how long the longest is, and whether all look like hashes, UUIDs, addresses or the like. */
  readonly text?: { readonly longest: number; readonly opaque: boolean };
  /** Dates and timestamps. */
  readonly times?: TimeProfile;
}

export interface NumberProfile {
  readonly min: number;
  readonly p01: number;
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  /** Whether every value is a whole number. */
  readonly whole: boolean;
  /** Digits behind the point that the values have, at most 4; undefined: some have more, or nobody looked. */
  readonly decimals?: number | undefined;
}

export interface TimeProfile {
  /** ISO 8601, UTC. */
  readonly min: string;
  readonly max: string;
  /** Different periods that rows fall into, by their length; weeks begin on Monday. */
  readonly periods: Readonly<Record<Period, number>>;
  /** Whether each different value has as many rows as every other; undefined: nobody looked. */
  readonly even?: boolean;
}

export const periodLengths = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof periodLengths)[number];

/** What the rows of a table are like. */
export interface TableProfile {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnProfile>;
  /** Of two columns of text with few values: how many combinations occur. */
  readonly pairs: readonly ColumnPair[];
}

export interface ColumnPair {
  readonly a: string;
  readonly b: string;
  readonly distinct: number;
}

/** A table that nobody has looked into: types and names alone are known. */
export const nothingKnown: TableProfile = { rows: 0, columns: new Map(), pairs: [] };
