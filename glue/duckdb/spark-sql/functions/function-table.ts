import { aggregateFunctions } from './aggregate-functions.ts';
import { arrayFunctions } from './array-functions.ts';
import { conditionalFunctions } from './conditional-functions.ts';
import { dateFunctions } from './date-functions.ts';
import { dateTextFunctions } from './date-text-functions.ts';
import type { FunctionEntry } from './function-entry.ts';
import { jsonFunctions } from './json-functions.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { patternFunctions } from './pattern-functions.ts';
import { textFunctions } from './text-functions.ts';
import { windowFunctions } from './window-functions.ts';

/** The allow-list, by subject: all that README.md lists. */
export const functionGroups: readonly { readonly title: string; readonly entries: readonly FunctionEntry[] }[] = [
  { title: 'Aggregates', entries: aggregateFunctions },
  { title: 'Windows', entries: windowFunctions },
  { title: 'Text', entries: textFunctions },
  { title: 'Regular expressions', entries: patternFunctions },
  { title: 'Numbers', entries: numberFunctions },
  { title: 'Conditions', entries: conditionalFunctions },
  { title: 'Dates and times', entries: [...dateFunctions, ...dateTextFunctions] },
  { title: 'Arrays and structs', entries: [...arrayFunctions, ...lambdaFunctions] },
  { title: 'JSON', entries: jsonFunctions },
];

/** The allow-list by name. */
export const functionTable: ReadonlyMap<string, FunctionEntry> = new Map(
  functionGroups.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.names.map((name) => [name, entry] as const)),
  ),
);
