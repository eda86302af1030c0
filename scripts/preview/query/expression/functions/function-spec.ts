import type { Expression } from '../../../../formula/expression.ts';
import type { Scope } from '../scope.ts';
import type { Value, ValueType } from '../value.ts';

/** Types that an argument may have; `any` is any of them. */
export type Accepted = Exclude<ValueType, 'null'> | 'any';

/** What a function sees of its call: arguments compiled when first asked for, and the trees. */
export interface Call {
  /** In the definition's spelling. */
  readonly name: string;
  readonly trees: readonly Expression[];
  readonly scope: Scope;
  /** Compiles one argument. */
  value(tree: Expression): Value;
}

/** One function of the language. */
export interface FunctionSpec {
  /** As the documentation writes it; known in any case. */
  readonly name: string;
  readonly kind: 'row' | 'aggregate' | 'table';
  /** For the README: `left(text, length)`. */
  readonly signature: string;
  readonly least: number;
  /** undefined: any number of arguments. */
  readonly most: number | undefined;
  compile(call: Call): Value;
}
