import type { Accepted, FormulaType } from '../formula-type.ts';

/** How the values of a window's measure must stand to its calculation level; undefined: as they like. */
export type MeasureRule =
  /** Aggregated with POST_AGG_FILTER, which is the default, and of rows with PRE_FILTER and PRE_AGG. */
  'by-level' | 'aggregated' | 'unaggregated';

/** One parameter of a function. */
export type Parameter = {
  /** As AWS's page calls it, in camel case. */
  readonly name: string;
  readonly optional?: boolean;
  /** Neighbours that repeat, as one group, once or more: condition and value of ifelse. */
  readonly repeats?: boolean;
} & (
  | {
      readonly kind: 'value';
      readonly accepts: Accepted;
      readonly measure?: MeasureRule;
      /** One of the values that the function may return. */
      readonly returned?: boolean;
      /** Must be comparable with the first argument. */
      readonly likeFirst?: boolean;
      /** The literal NULL is refused. */
      readonly notNull?: boolean;
    }
  /** A number written in the formula, or a parameter. */
  | { readonly kind: 'constant'; readonly least: number; readonly most: number; readonly whole: boolean }
  /** A period; in quotes ('MM') or as a word (MONTH). */
  | { readonly kind: 'period'; readonly words: readonly string[]; readonly quoted: boolean }
  /** A bare word: CASE_INSENSITIVE. */
  | { readonly kind: 'option'; readonly words: readonly string[] }
  /** PRE_FILTER, PRE_AGG or POST_AGG_FILTER. */
  | { readonly kind: 'level'; readonly words: readonly string[] }
  /** `[{field}, …]`. */
  | { readonly kind: 'partition' }
  /** `[{field} ASC, …]`. */
  | { readonly kind: 'sort' }
  /** `[{field}, …]` of a level-aware aggregate: `${visualDimensions}` and `!{field}` too. */
  | { readonly kind: 'keys' }
  /** `[value, …]`, or a parameter. */
  | { readonly kind: 'values' }
);

export type ParameterKind = Parameter['kind'];

export const categories = ['aggregate', 'conditional', 'date', 'numeric', 'string', 'table', 'undocumented'] as const;
export type Category = (typeof categories)[number];

/** One function of the language, as AWS documents it. */
export interface FormulaFunction {
  /** As the documentation writes it; known in any case. */
  readonly name: string;
  readonly category: Category;
  readonly parameters: readonly Parameter[];
  /** `first`: the first argument's type; `common`: the one type of the arguments that are returned. */
  readonly result: FormulaType | 'first' | 'common';
  /** What the function makes of rows. A row function over aggregates is computed for each group. */
  readonly level: 'row' | 'aggregate' | 'table';
  /** Its page in the QuickSight user guide; undefined for what real definitions use and no page describes. */
  readonly page: string | undefined;
  /** In analyses over SPICE it is refused: only data preparation computes it. */
  readonly onlyPreparedInSpice?: boolean;
}

/** https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html */
export const pageOf = (name: string): string =>
  `https://docs.aws.amazon.com/quicksight/latest/user/${name}-function.html`;
