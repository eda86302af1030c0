import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { DiscoveredTable } from './discovered-table.ts';
import { type DiscoverFinding, findings } from './findings.ts';
import { judgeGuess } from './judge-guess.ts';

/** Folders below the dataset, which the crawler takes for partitions: the raw file's path and an output's id. */
const partition = /^partition_\d+$/;
/** The ordinal that clean writes last into each row. */
const ordinal = '_row';

/**
 * Compares one discovered table of processed with its dataset's schema.
 * A table whose names are all `col0`, `col1`, … is one whose header the crawler took for a row, as it does where all is text
 * (https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html#classifier-builtin-csv): it is compared by position.
 */
export function compareColumns(schema: DatasetSchema, table: DiscoveredTable): DiscoverFinding[] {
  const declared = schema.columns.filter(({ sensitive }) => sensitive !== 'drop');
  const guessed = named(
    table.columns.filter(({ name }) => !partition.test(name)),
    declared.map(({ name }) => name),
  );
  const guessOf = new Map(guessed.map(({ name, type }) => [name, type]));
  const names = new Set([...declared.map(({ name }) => name), ordinal]);
  return [
    ...declared.flatMap((column): DiscoverFinding[] => {
      const guess = guessOf.get(column.name);
      if (guess === undefined) return [findings.columnMissing(schema.name, column.name, table.location)];
      return judged(schema, column, guess, table.location);
    }),
    ...guessed
      .filter(({ name }) => !names.has(name))
      .map(({ name, type }) => findings.columnExtra(schema.name, name, type, table.location)),
  ];
}

function named(columns: DiscoveredTable['columns'], declared: readonly string[]): DiscoveredTable['columns'] {
  if (columns.length === 0 || !columns.every(({ name }, index) => name === `col${index}`)) return columns;
  if (columns.some(({ name }) => declared.includes(name))) return columns;
  const names = [...declared, ordinal];
  return columns.map(({ name, type }, index) => ({ name: names[index] ?? name, type }));
}

function judged(schema: DatasetSchema, column: Column, guess: string, location: string): DiscoverFinding[] {
  switch (judgeGuess(column.type, guess)) {
    case 'fits':
      return [];
    case 'contradicts':
      return [findings.type(schema.name, column.name, column.type.kind, guess, location)];
    case 'narrower':
      return saysWhatTextItIs(schema, column) ? [] : [findings.narrower(schema.name, column.name, guess)];
  }
}

/** Whoever wrote a pattern, values or a key knows that digits are text there; what is masked or kept as JSON is text by itself. */
function saysWhatTextItIs({ json, primaryKey }: DatasetSchema, column: Column): boolean {
  if (column.sensitive !== undefined || column.json === true || primaryKey.includes(column.name)) return true;
  let at: unknown = json;
  for (const key of column.path) at = member(member(at, 'properties'), key);
  return ['pattern', 'enum', 'const', 'format', '$ref'].some((keyword) => member(at, keyword) !== undefined);
}

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
