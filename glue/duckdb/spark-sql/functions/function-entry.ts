import type { Scope } from '../context.ts';
import type { Position } from '../findings.ts';
import type { SparkType } from '../spark-type.ts';
import type { Expression } from '../syntax-tree.ts';
import type { Typed } from '../typed.ts';

/**
 * What an argument may be. A type's name: Spark casts to it by itself. `number`: any number, as it is. `any`: as it is.
 * `common`: all of them take one type. `array`: an array. `text`, `whole`: written out, so known now. `integral`: a whole number of any size. `lambda`: x -> … .
 * `?` may be left out; `*`: any count; `+`: at least one.
 */
export type Parameter = string;

/** A call with its arguments bound to the parameters: SQL per argument, the arguments themselves, and where the call stands. */
export interface BoundCall {
  readonly name: string;
  readonly at: Position;
  readonly args: readonly Typed[];
  /** The arguments before their casts. */
  readonly given: readonly Typed[];
  readonly written: readonly Expression[];
  readonly scope: Scope;
  /** SQL of an argument; NULL where it was left out. */
  readonly sql: (index: number) => string;
  /** The text of a `text` argument; undefined where it was left out. */
  readonly text: (index: number) => string | undefined;
  readonly whole: (index: number) => number | undefined;
  /** The type of an argument. */
  readonly type: (index: number) => SparkType;
  /** The call's place as macros take it. */
  readonly place: string;
  /** Reports that the call can't be translated, and stands in for it. */
  readonly refuse: (expected: string, got: string, fix?: string) => Result;
}

/** What an entry makes of a call. */
export interface Result {
  readonly sql: string;
  readonly type: SparkType;
  readonly unordered?: boolean | undefined;
  /** More expressions that the SQL holds, for example a lambda's body. */
  readonly parts?: readonly Typed[];
}

/** A row of the allow-list. */
export interface FunctionEntry {
  readonly kind: 'scalar' | 'aggregate' | 'window';
  readonly names: readonly string[];
  readonly parameters: readonly Parameter[];
  /** What a reader has to know: which cases are refused. */
  readonly note: string;
  /** Arguments may be arrays whose order is chance, since the result does not depend on it. */
  readonly orderFree: boolean;
  /** Computes only those arguments that it needs for a row: one that would raise must not be computed before. */
  readonly lazy: boolean;
  readonly build: (call: BoundCall, aggregate: Aggregate) => Result;
}

/** Puts DISTINCT, FILTER and OVER of the call to an aggregate or window function in SQL: `name`, its arguments, an own ORDER BY. */
export type Aggregate = (name: string, ...args: readonly string[]) => string;

/** What most entries need not say. */
export interface EntryOptions {
  readonly note?: string;
  readonly orderFree?: boolean;
  readonly lazy?: boolean;
}

/** Names and parameters of an entry, as `name1 name2(parameter, …)`. */
function entry(
  kind: FunctionEntry['kind'],
  signature: string,
  build: FunctionEntry['build'],
  options: EntryOptions,
): FunctionEntry {
  const [names = '', parameters = ''] = signature.replace(/\)$/, '').split('(');
  return {
    kind,
    names: names.split(' '),
    parameters: parameters === '' ? [] : parameters.split(',').map((parameter) => parameter.trim()),
    note: options.note ?? '',
    orderFree: options.orderFree ?? false,
    lazy: options.lazy ?? false,
    build,
  };
}

/** An entry of a function of one row. @param signature `name1 name2(parameter, …)` */
export const scalar = (
  signature: string,
  build: (call: BoundCall) => Result,
  options: EntryOptions = {},
): FunctionEntry => entry('scalar', signature, build, options);
/** An entry of an aggregate, which may stand OVER a window too. */
export const aggregate = (
  signature: string,
  build: FunctionEntry['build'],
  options: EntryOptions = {},
): FunctionEntry => entry('aggregate', signature, build, options);
/** An entry of a function that stands OVER a window alone. */
export const window = (signature: string, build: FunctionEntry['build'], options: EntryOptions = {}): FunctionEntry =>
  entry('window', signature, build, options);
