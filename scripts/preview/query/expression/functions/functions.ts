import { aggregateFunctions } from './aggregate-functions.ts';
import { dateFunctions } from './date-functions.ts';
import type { FunctionSpec } from './function-spec.ts';
import { logicFunctions } from './logic-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { tableFunctions } from './table-functions.ts';
import { textFunctions } from './text-functions.ts';

/** Every function that can be computed, by group as the README lists them. */
export const functionGroups: Readonly<Record<string, readonly FunctionSpec[]>> = {
  Conditions: logicFunctions,
  Text: textFunctions,
  Numbers: numberFunctions,
  Dates: dateFunctions,
  Aggregates: aggregateFunctions,
  'Over other rows': tableFunctions,
};

const byName = new Map(
  Object.values(functionGroups)
    .flat()
    .map((spec) => [spec.name.toLowerCase(), spec]),
);

/** Another spelling that definitions use. */
const aliases: Readonly<Record<string, string>> = {
  distinctcount: 'distinct_count',
  distinctcountif: 'distinct_countif',
  length: 'strlen',
  percentrank: 'percentilerank',
};

/** @param name in any case @returns undefined for a function that can't be computed */
export function functionNamed(name: string): FunctionSpec | undefined {
  const key = name.toLowerCase();
  return byName.get(aliases[key] ?? key);
}
