/** Limits of one member, in the words of JSON Schema. Lengths count characters, ranges are inclusive. */
export interface Limit {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Whole numbers only. */
  readonly multipleOf?: 1;
  readonly pattern?: string;
  /** Of each item of a list, or each value of a map. */
  readonly items?: Limit;
}

/** By member. */
export type StructureLimits = Readonly<Record<string, Limit>>;

/** `limits.json`. */
export interface LimitTable {
  readonly description: string;
  /** The page that a structure's limits stand on. */
  readonly source: string;
  /** By the name of the structure. */
  readonly structures: Readonly<Record<string, StructureLimits>>;
}
