/** How sure a draft is of a column's type. */
export type DraftType = 'string' | 'integer' | 'number' | 'decimal' | 'boolean' | 'date' | 'date-time';

/** Why a column looks personal, and what is proposed for it. */
export interface Personal {
  /** As messages call it: e-mail addresses, phone numbers. */
  readonly what: string;
  readonly sensitive: 'mask' | 'tokenise' | 'drop';
  readonly why: string;
}

/** What a draft says of one column. */
export interface ColumnDraft {
  readonly name: string;
  /** The files' headers, where they are another text than the name. */
  readonly aliases: readonly string[];
  readonly type: DraftType;
  readonly precision?: number;
  readonly scale?: number;
  readonly formats: readonly string[];
  readonly timeZone?: string;
  /** Besides the empty cell. */
  readonly nullTokens: readonly string[];
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly unit: string | undefined;
  readonly personal: Personal | undefined;
  readonly nullable: boolean;
  readonly required: boolean;
  /** Half a line: what the type rests on. */
  readonly because: string;
  /** What a person should look at: each a whole sentence. */
  readonly lookAt: readonly string[];
  /** The order of day and month is open: nothing in the file tells. */
  readonly openOrder?: boolean;
  /** Keys from a JSON record's root; undefined: a field of a CSV record. */
  readonly path?: readonly string[] | undefined;
  /** Its values are arrays or objects. */
  readonly isCompound?: boolean;
  /** Facts that keys and tables are drafted from. */
  readonly facts: ColumnFacts;
}

/** What was seen of a column. */
export interface ColumnFacts {
  readonly rows: number;
  readonly nulls: number;
  /** Different values; undefined: more than are counted. */
  readonly distinct: number | undefined;
  readonly isUnique: boolean;
  /** Values that the type does not take. */
  readonly misfits: number;
  readonly longest: number;
  /** All different values, as written, where there are at most 1,000. */
  readonly values: readonly string[] | undefined;
  /** Least and greatest plain number; undefined: there is none. */
  readonly range: readonly [number, number] | undefined;
}
