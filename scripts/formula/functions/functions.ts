import { aggregateFunctions } from './aggregate-functions.ts';
import type { FormulaFunction } from './formula-function.ts';
import {
  conditionalFunctions,
  dateFunctions,
  numericFunctions,
  stringFunctions,
  undocumentedFunctions,
} from './row-functions.ts';
import { tableFunctions } from './table-functions.ts';

/**
 * Every function of the language: the one table that checks, documentation and the page's own list are held against.
 * https://docs.aws.amazon.com/quicksight/latest/user/functions-by-category.html
 */
export const formulaFunctions: readonly FormulaFunction[] = [
  ...aggregateFunctions,
  ...conditionalFunctions,
  ...dateFunctions,
  ...numericFunctions,
  ...stringFunctions,
  ...tableFunctions,
  ...undocumentedFunctions,
];

const byName = new Map(formulaFunctions.map((each) => [each.name.toLowerCase(), each]));

/** Other spellings that definitions use. */
export const functionAliases: Readonly<Record<string, string>> = {
  distinctCount: 'distinct_count',
  distinctCountIf: 'distinct_countIf',
  length: 'strlen',
  percentRank: 'percentileRank',
};

const aliases = new Map(
  Object.entries(functionAliases).map(([alias, name]) => [alias.toLowerCase(), name.toLowerCase()]),
);

/** Names as the documentation writes them. */
export const functionNames: readonly string[] = formulaFunctions.map(({ name }) => name);

/** @param name in any case @returns undefined for a name that no function has */
export function formulaFunction(name: string): FormulaFunction | undefined {
  const key = name.toLowerCase();
  return byName.get(aliases.get(key) ?? key);
}
