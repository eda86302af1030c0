/** What a rule takes. Source: https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types.html */
export interface RuleSpec {
  readonly parameters: readonly [least: number, most: number];
  /** The parameters are columns of the table. */
  readonly columns: boolean;
  readonly condition: 'none' | 'optional' | 'required';
  /** Whether it judges row by row, so that `with threshold` can ask for a share of them. */
  readonly threshold: boolean;
  readonly example: string;
}

const spec = (
  parameters: RuleSpec['parameters'],
  condition: RuleSpec['condition'],
  example: string,
  more: Partial<Pick<RuleSpec, 'columns' | 'threshold'>> = {},
): RuleSpec => ({ parameters, condition, example, columns: true, threshold: false, ...more });

const many = 64;

/** The rules that run here, by their case-sensitive names. */
export const ruleSpecs = {
  IsComplete: spec([1, 1], 'none', 'IsComplete "day"'),
  IsUnique: spec([1, many], 'none', 'IsUnique "id"'),
  IsPrimaryKey: spec([1, many], 'none', 'IsPrimaryKey "day" "region"'),
  ColumnValues: spec([1, 1], 'required', 'ColumnValues "quantity" > 0', { threshold: true }),
  ColumnLength: spec([1, 1], 'required', 'ColumnLength "code" = 5', { threshold: true }),
  Completeness: spec([1, 1], 'required', 'Completeness "unit" > 0.95'),
  Uniqueness: spec([1, many], 'required', 'Uniqueness "email" > 0.99'),
  UniqueValueRatio: spec([1, many], 'required', 'UniqueValueRatio "email" > 0.99'),
  DistinctValuesCount: spec([1, 1], 'required', 'DistinctValuesCount "region" = 4'),
  Mean: spec([1, 1], 'required', 'Mean "rating" between 3 and 5'),
  Sum: spec([1, 1], 'required', 'Sum "quantity" > 100'),
  StandardDeviation: spec([1, 1], 'required', 'StandardDeviation "rating" < 2'),
  RowCount: spec([0, 0], 'required', 'RowCount > 0'),
  ColumnCount: spec([0, 0], 'required', 'ColumnCount = 12'),
  ColumnExists: spec([1, 1], 'none', 'ColumnExists "day"', { columns: false }),
  ReferentialIntegrity: spec([2, 2], 'optional', 'ReferentialIntegrity "region" "regions.{region}" = 1.0', {
    columns: false,
  }),
  CustomSql: spec([1, 1], 'required', 'CustomSql "select count(*) from primary where quantity < 0" = 0', {
    columns: false,
  }),
} as const satisfies Record<string, RuleSpec>;

export type RuleName = keyof typeof ruleSpecs;
export const ruleNames = Object.keys(ruleSpecs);

/** @returns undefined for a rule that does not run here */
export function ruleSpec(name: string): RuleSpec | undefined {
  return isRuleName(name) ? ruleSpecs[name] : undefined;
}

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(ruleSpecs, name);
}

/** Rules of DQDL that are refused: why, and what to write instead. */
export const refusedRules: ReadonlyMap<string, readonly [reason: string, instead: string]> = new Map([
  ['DataFreshness', ['one that depends on the clock', 'declare "freshness" in the dataset\'s schema.json']],
  ['DetectAnomalies', ['one that depends on earlier runs', 'state the bounds: RowCount between 90 and 110']],
  ['FileFreshness', ['one that depends on the clock', 'declare "freshness" in the dataset\'s schema.json']],
  ['FileMatch', ['one about files', "judge files with the dataset's schema.json"]],
  ['FileSize', ['one about files', "judge files with the dataset's schema.json"]],
  ['FileUniqueness', ['one about files', "judge files with the dataset's schema.json"]],
  ['ColumnDataType', ['one that table.json answers', 'state the type in table.json']],
  ['ColumnNamesMatchPattern', ['one that table.json answers', 'state the names in table.json']],
  ['SchemaMatch', ['one that table.json answers', 'state the columns in table.json']],
  ['RowCountMatch', ['one that is not built', 'write CustomSql "select count(*) from ..." = ...']],
  ['DatasetMatch', ['one that is not built', 'write ReferentialIntegrity or CustomSql']],
  ['AggregateMatch', ['one that is not built', 'write CustomSql']],
  ['ColumnCorrelation', ['one that is not built', 'write CustomSql with corr(a, b)']],
  ['Entropy', ['one that is not built', 'write CustomSql']],
]);
