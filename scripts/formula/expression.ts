/** Where a node stands in the text: offsets of characters, `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Infix operators as they are printed; `!=` is read as `<>`. */
export type BinaryOperator = 'OR' | 'AND' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** One entry of a `[a, b DESC]` list; `excluded` is the `!` of `!{field}`. */
export interface ListItem {
  readonly expression: Expression;
  readonly direction: 'ASC' | 'DESC' | undefined;
  readonly excluded: boolean;
}

/**
 * A parsed QuickSight calculated-field expression.
 * https://docs.aws.amazon.com/quicksight/latest/user/working-with-calculated-fields.html
 */
export type Expression = Span &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    /** `{field name}`, or a bare name: a column, a calculated field, or a keyword such as PRE_AGG or CASE_INSENSITIVE. */
    | { readonly kind: 'field'; readonly name: string; readonly bare: boolean }
    /** `${name}`; `${visualDimensions}` in level-aware lists too. */
    | { readonly kind: 'parameter'; readonly name: string }
    /** `name` as written; functions are known in any case. */
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
    | { readonly kind: 'unary'; readonly operator: '-' | 'NOT'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  );

/** Why a text is not an expression, in the form of every message: completes "expected …, got …". */
export interface SyntaxProblem {
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly expected: string;
  readonly got: string;
}
