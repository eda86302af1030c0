import type { ColumnDraft } from './column-draft.ts';

/** A key, and why it is one. */
export interface KeyDraft {
  readonly columns: readonly string[];
  readonly because: string;
  readonly lookAt: readonly string[];
}

const longestKey = 80;
/** Fewer rows are all different by accident. */
const enoughRows = 20;

const isIdName = (name: string): boolean => /^(id|uuid|guid|key|pk)$|_(id|uuid|guid|key)$/.test(name);
const isCodeName = (name: string): boolean =>
  /(^|_)(code|iata|icao|isbn|symbol|ticker|sku|ean|number|no|nr|fips|iso|slug|username|zip|zip_code|postcode|zipcode)$/.test(
    name,
  );

/** Whether a column may be part of a key: it names, and does not measure. */
const mayName = ({ type, personal, nullable, facts }: ColumnDraft): boolean =>
  type !== 'number' &&
  type !== 'decimal' &&
  type !== 'boolean' &&
  personal === undefined &&
  facts.nulls === 0 &&
  facts.misfits === 0 &&
  facts.longest <= longestKey &&
  (!nullable || facts.rows < 10);

/** How much a unique column looks like a key; 0: it is unique by accident. */
function rank(column: ColumnDraft, index: number, hasTime: boolean): number {
  const { name, type, facts } = column;
  if (isIdName(name)) return name === 'id' || index === 0 ? 5 : 4;
  if (isCodeName(name) && type !== 'date') return 3;
  if (facts.rows < enoughRows) return index === 0 && type === 'string' ? 1 : 0;
  if (type === 'date' || type === 'date-time') return hasTime && index > 0 ? 1 : 2;
  if (index === 0) return type === 'string' ? 2 : /^(year|rank|row|index|n|no)$/.test(name) ? 2 : 0;
  return type === 'string' && /(^|_)(name|title|country|state|county|city|iso2|iso3)$/.test(name) ? 1 : 0;
}

/** The key of one column, where a unique one looks like it. */
export function chooseKey(columns: readonly ColumnDraft[]): KeyDraft | undefined {
  const ranked = columns
    .map((column, index) => ({
      column,
      index,
      rank:
        column.facts.isUnique && mayName(column)
          ? rank(
              column,
              index,
              columns.some(({ type }) => type === 'date'),
            )
          : 0,
    }))
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank || a.index - b.index);
  const [best] = ranked;
  if (best === undefined) return undefined;
  const { name, facts } = best.column;
  const lookAt = best.rank < 3 ? [`${name} is the key because no value of it comes twice: is that so by nature?`] : [];
  return { columns: [name], because: `${facts.rows} different values in as many rows`, lookAt };
}

/** A column that names records and comes again in a few: a later record may replace an earlier one. */
export function nearKey(columns: readonly ColumnDraft[]): string | undefined {
  const near = columns.find(
    ({ name, facts }) =>
      (isIdName(name) || isCodeName(name)) &&
      !facts.isUnique &&
      facts.nulls === 0 &&
      (facts.distinct ?? 0) >= facts.rows * 0.95,
  );
  return near === undefined
    ? undefined
    : `${near.name} has ${near.facts.distinct} values in ${near.facts.rows} rows: if a later record replaces an earlier one, declare it as "primaryKey" with "onDuplicate"`;
}

/** Columns that may be a key together, those that name most first. */
export function keyCandidates(columns: readonly ColumnDraft[]): readonly ColumnDraft[] {
  const weight = ({ name, type, facts }: ColumnDraft): number => {
    if (type === 'date' || type === 'date-time' || /^(year|month|day|week|hour|date)$/.test(name)) return 3;
    if (isIdName(name) || isCodeName(name)) return 3;
    return type === 'string' && (facts.distinct ?? 9000) <= facts.rows ? 2 : type === 'integer' ? 0 : 1;
  };
  return columns
    .filter((column) => mayName(column) && weight(column) > 0 && (column.facts.distinct ?? 2) > 1)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, 7);
}

/** Pairs, then triples, in the order of the candidates; those first that stand for a time and a thing. */
export function combinationsOf(candidates: readonly ColumnDraft[]): readonly (readonly string[])[] {
  const names = candidates.map(({ name }) => name);
  const distinct = new Map(candidates.map(({ name, facts }) => [name, facts.distinct ?? facts.rows]));
  const rows = candidates[0]?.facts.rows ?? 0;
  const isEnough = (combination: readonly string[]): boolean =>
    combination.reduce((product, name) => product * (distinct.get(name) ?? 1), 1) >= rows;
  const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));
  const triples = pairs.flatMap((pair) =>
    names.slice(names.indexOf(pair[1] ?? '') + 1).map((third) => [...pair, third]),
  );
  return [...pairs, ...triples].filter(isEnough);
}
