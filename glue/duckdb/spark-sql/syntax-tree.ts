import type { Position } from './findings.ts';
import type { SparkType } from './spark-type.ts';

/** An expression as written. Names are as written, functions lower-case. */
export type Expression = { readonly at: Position } & (
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'typed'; readonly type: 'date' | 'timestamp'; readonly value: string }
  | { readonly kind: 'interval'; readonly parts: readonly IntervalPart[] }
  | { readonly kind: 'column'; readonly path: readonly string[] }
  | { readonly kind: 'star'; readonly table: string | undefined }
  | { readonly kind: 'unary'; readonly operator: 'not' | '-' | '+' | '~'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'is';
      readonly what: 'null' | 'true' | 'false' | 'unknown';
      readonly not: boolean;
      readonly operand: Expression;
    }
  | { readonly kind: 'distinct'; readonly not: boolean; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'between';
      readonly not: boolean;
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | { readonly kind: 'in'; readonly not: boolean; readonly operand: Expression; readonly items: readonly Expression[] }
  | { readonly kind: 'in-query'; readonly not: boolean; readonly operand: Expression; readonly query: Query }
  | {
      readonly kind: 'like';
      readonly how: 'like' | 'ilike' | 'rlike';
      readonly quantity: 'any' | 'all' | undefined;
      readonly not: boolean;
      readonly operand: Expression;
      readonly patterns: readonly Expression[];
      readonly escape: string;
    }
  | {
      readonly kind: 'case';
      readonly operand: Expression | undefined;
      readonly branches: readonly { when: Expression; result: Expression }[];
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: 'cast'; readonly attempt: boolean; readonly operand: Expression; readonly type: SparkType }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly distinct: boolean;
      readonly args: readonly Expression[];
      readonly filter: Expression | undefined;
      readonly nulls: 'ignore' | 'respect' | undefined;
      readonly over: Window | undefined;
    }
  | { readonly kind: 'extract'; readonly field: string; readonly operand: Expression }
  | { readonly kind: 'scalar'; readonly query: Query }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression }
  | { readonly kind: 'field'; readonly operand: Expression; readonly name: string }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression }
);

/** The expressions of one kind. */
export type Kind<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** `1 DAY` of an INTERVAL. */
export interface IntervalPart {
  readonly amount: Expression;
  /** Singular, lower-case: year, month, week, day, hour, minute, second. */
  readonly unit: string;
}

/** An item of ORDER BY; where NULLs go is always known. */
export interface SortItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What stands behind OVER. */
export interface Window {
  /** A name of the WINDOW clause, alone. */
  readonly name: string | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame: Frame | undefined;
  readonly at: Position;
}

/** ROWS or RANGE BETWEEN … AND …. */
export interface Frame {
  readonly unit: 'rows' | 'range';
  readonly start: Bound;
  readonly end: Bound;
}

/** An end of a frame. */
export type Bound =
  | { readonly kind: 'unbounded preceding' | 'unbounded following' | 'current row' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expression };

/** An item of SELECT. */
export interface SelectItem {
  readonly expression: Expression;
  readonly alias: string | undefined;
}

/** What FROM can hold. */
export type Relation = { readonly at: Position } & (
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly alias: string | undefined;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'derived';
      readonly query: Query;
      readonly lateral: boolean;
      readonly alias: string | undefined;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'values';
      readonly rows: readonly (readonly Expression[])[];
      readonly alias: string | undefined;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'generator';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly alias: string | undefined;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'join';
      readonly type: JoinType;
      readonly left: Relation;
      readonly right: Relation;
      readonly on: Expression | undefined;
      readonly using: readonly string[];
    }
  | {
      readonly kind: 'lateral view';
      readonly outer: boolean;
      readonly source: Relation;
      readonly generator: Kind<'call'>;
      readonly alias: string;
      readonly columns: readonly string[];
    }
);

/** How two relations are joined. */
export type JoinType = 'inner' | 'cross' | 'left' | 'right' | 'full' | 'semi' | 'anti';

/** A GROUP BY clause. */
export interface GroupBy {
  readonly kind: 'plain' | 'rollup' | 'cube' | 'sets' | 'all';
  readonly keys: readonly Expression[];
  /** For `sets`: indexes into keys. */
  readonly sets: readonly (readonly number[])[];
}

/** One SELECT, without WITH, ORDER BY and LIMIT. */
export interface Select {
  readonly kind: 'select';
  readonly at: Position;
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Relation | undefined;
  readonly where: Expression | undefined;
  readonly groupBy: GroupBy | undefined;
  readonly having: Expression | undefined;
  readonly windows: ReadonlyMap<string, Window>;
}

/** What a query's WITH and ORDER BY stand around. */
export type Body =
  | Select
  | {
      readonly kind: 'set';
      readonly at: Position;
      readonly operator: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: Body;
      readonly right: Body;
    }
  | { readonly kind: 'values'; readonly at: Position; readonly rows: readonly (readonly Expression[])[] }
  | { readonly kind: 'nested'; readonly at: Position; readonly query: Query };

/** A query of WITH. */
export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly query: Query;
  readonly at: Position;
}

/** A whole query. */
export interface Query {
  readonly at: Position;
  readonly ctes: readonly CommonTable[];
  readonly body: Body;
  readonly orderBy: readonly SortItem[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
}
