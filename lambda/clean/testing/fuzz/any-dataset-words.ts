import type { DatasetSchema } from '../../../schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../../schema/parse-dataset-schema.ts';
import type { Json } from './any-property.ts';
import type { Random } from './random.ts';

/** Whether this engine knows the words: those to come are tried as soon as they are there. */
function knows(words: Json): boolean {
  const json = { properties: { a: { type: 'string' } }, 'x-sluice': words };
  return 'schema' in parseDatasetSchema(JSON.stringify(json), { name: 'probe', file: 'schema.json' });
}

const formulaPolicies = ['keep', 'escape', 'quarantine'].filter((formulas) => knows({ formulas }));
const limitWords = [
  { recordLength: 200 },
  { recordLength: 40 },
  { columns: 6 },
  { jsonDepth: 3 },
  { inflateRatio: 2 },
  { keyBytes: 2000 },
].filter((limits) => knows({ limits }));

function anyDialect(random: Random): Json {
  const dialect: Json = {};
  if (random.chance(0.5))
    dialect['delimiter'] = random.pick([',', ',', ';', '\t', '|', '~', '^', ' ', ':', '\u00a7', 'x']);
  if (random.chance(0.25)) dialect['quote'] = random.pick(['"', '"', "'", '', '`', '*', '\u00ab']);
  if (random.chance(0.4)) dialect['header'] = random.chance(0.6);
  if (random.chance(0.2)) dialect['comment'] = random.pick(['#', '#', '%', '/', ';']);
  if (random.chance(0.1)) dialect['skipLines'] = random.between(1, 3);
  if (random.chance(0.25)) {
    dialect['encoding'] = random.pick(['utf-8', 'utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252']);
  }
  return dialect;
}

function anyOnDuplicate(random: Random, names: readonly string[]): Json {
  const rule = random.pick(['first', 'first', 'latest', 'fail']);
  return rule === 'latest' ? { rule, by: random.pick(names) } : { rule };
}

/** The `x-sluice` of a dataset: everything that clean looks at. */
export function anyDatasetWords(random: Random, format: DatasetSchema['format'], names: readonly string[]): Json {
  const words: Json = { format, tolerance: random.pick([1, 1, 1, 1, 0.5, 0.05, 0]) };
  if (random.chance(0.4)) words['unknownColumns'] = random.pick(['drop', 'quarantine', 'fail']);
  if (random.chance(0.3)) words['nullTokens'] = random.pick([['NA'], ['', 'null'], ['-', 'n/a', 'NULL'], ['x']]);
  if (random.chance(0.3)) {
    words['primaryKey'] = random.shuffle(names).slice(0, random.between(1, 2));
    if (random.chance(0.6)) words['onDuplicate'] = anyOnDuplicate(random, names);
  }
  if (format === 'csv' || random.chance(0.1)) words['dialect'] = anyDialect(random);
  if (format !== 'csv' && random.chance(0.2))
    words['dialect'] = { encoding: random.pick(['utf-8', 'utf-16le', 'latin1']) };
  if (formulaPolicies.length > 0 && random.chance(0.4)) words['formulas'] = random.pick(formulaPolicies);
  if (limitWords.length > 0 && random.chance(0.2)) words['limits'] = random.pick(limitWords);
  return words;
}
