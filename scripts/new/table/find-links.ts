import type { DuckDBConnection } from '@duckdb/node-api';
import { type Link, linkShare, linkText } from './link.ts';
import { comparable, likeness } from './link-names.ts';
import { measureLink } from './measure-link.ts';
import type { Source, SourceColumn } from './source.ts';

/** What was tried between two sources, and the best that holds. */
export interface FoundLinks {
  /** Best first. */
  readonly links: readonly Link[];
  /** Why each other pair is none. */
  readonly compared: readonly string[];
}

interface Pair {
  readonly pairs: readonly (readonly [string, string])[];
  readonly score: number;
}

/** Values alone convince from this share on, and from this many distinct ones. */
const convincing = { share: 0.9, distinct: 3 };

/**
 * Looks for columns by which each row of one source finds at most one row of another: names that say so, types that compare, values that
 * overlap, unique on the other side. Where no name says so, texts are tried by their values alone.
 */
export async function findLinks(connection: DuckDBConnection, from: Source, to: Source): Promise<FoundLinks> {
  const named = namedPairs(from, to);
  const judged = await judgePairs(connection, from, to, named.pairs, 'names');
  const compared = [...named.refused, ...judged.compared];
  if (judged.links.length > 0) return { links: judged.links, compared };
  const texts = textPairs(from, to);
  const byValues = await judgePairs(connection, from, to, texts, 'values');
  return { links: byValues.links, compared: [...compared, ...(texts.length === 0 ? [] : [textsCompared(from, to)])] };
}

async function judgePairs(
  connection: DuckDBConnection,
  from: Source,
  to: Source,
  all: readonly Pair[],
  by: Link['by'],
): Promise<FoundLinks> {
  const links: { link: Link; score: number }[] = [];
  const compared: string[] = [];
  for (const { pairs, score } of all) {
    const judged = await judge(connection, { from, to, pairs }, by);
    if (typeof judged === 'string') compared.push(`${linkText({ from, to, pairs })}: ${judged}`);
    else links.push({ link: judged, score });
  }
  const sorted = links.toSorted((a, b) => b.score - a.score || linkShare(b.link) - linkShare(a.link));
  return { links: sorted.map(({ link }) => link), compared };
}

/** @returns why the pair is no link */
async function judge(
  connection: DuckDBConnection,
  tried: Pick<Link, 'from' | 'to' | 'pairs'>,
  by: Link['by'],
): Promise<Link | string> {
  const { to, pairs } = tried;
  const others = pairs.map(([, other]) => other);
  const isDeclared = to.key.length > 0 && to.key.every((name) => others.includes(name));
  const exact = await measureLink(connection, tried, false);
  if (exact.repeated > 0)
    return `${count(exact.repeated, 'value comes', 'values come')} more than once in ${to.name}, so rows would multiply`;
  const canFold = pairs.every(([own]) => tried.from.columns.find(({ name }) => name === own)?.type.kind === 'string');
  const loose = canFold && exact.found < exact.tried ? await measureLink(connection, tried, true) : undefined;
  const folded = loose !== undefined && loose.repeated === 0 && loose.found > exact.found;
  const { tried: rows, found, distinct } = folded ? loose : exact;
  const isEmpty = rows === 0 || to.rows === 0;
  if (isEmpty && (by === 'values' || !isDeclared))
    return 'there are no rows to prove it, and no primaryKey declares it unique';
  if (!isEmpty && found === 0) return `none of ${count(rows, 'row', 'rows')} finds its value in ${to.name}`;
  if (by === 'values' && (found / rows < convincing.share || distinct < convincing.distinct))
    return 'too few values are the same';
  const unique = isDeclared ? 'declared' : 'data';
  return {
    ...tried,
    folded,
    by,
    unique,
    tried: rows,
    found: isEmpty ? rows : found,
    exact: isEmpty ? rows : exact.found,
  };
}

/** Pairs whose names say that one refers to the other; and those of them whose types don't compare. */
function namedPairs(from: Source, to: Source): { pairs: Pair[]; refused: string[] } {
  const refused: string[] = [];
  const composite: Pair[] = [];
  if (to.key.length > 1) {
    const pairs = to.key.flatMap((other) => ownFor(from, to, other));
    if (pairs.length === to.key.length) composite.push({ pairs, score: 4 });
  }
  const pairs = from.columns.flatMap((own) =>
    to.columns.flatMap((other): Pair[] => {
      const score = likeness(own.name, to, other.name);
      if (score === 0 || other.hidden === 'mask' || own.hidden === 'mask') return [];
      const pair = [[own.name, other.name] as const];
      if (!comparable(own, other)) {
        refused.push(`${linkText({ from, to, pairs: pair })}: ${own.type.kind} and ${other.type.kind} don't compare`);
        return [];
      }
      return [{ pairs: pair, score: to.key.length === 1 && to.key[0] === other.name ? score + 0.5 : score }];
    }),
  );
  return { pairs: [...composite, ...pairs], refused };
}

/** The column of `from` that stands for a part of the other's key. */
function ownFor(from: Source, to: Source, other: string): (readonly [string, string])[] {
  const there = to.columns.find(({ name }) => name === other);
  const own =
    from.columns.find(({ name }) => name === other) ?? from.columns.find(({ name }) => likeness(name, to, other) === 3);
  return own === undefined || there === undefined || own.type.kind !== there.type.kind ? [] : [[own.name, other]];
}

/** Each is two queries over all rows: of two wide sources the first columns are tried. */
const mostTextPairs = 200;

const isText = (column: SourceColumn): boolean =>
  column.type.kind === 'string' && !column.json && column.hidden === undefined;

function textPairs(from: Source, to: Source): Pair[] {
  const others = to.columns.filter(isText);
  return from.columns
    .filter(isText)
    .flatMap((own) => others.map((other) => ({ pairs: [[own.name, other.name] as const], score: 1 })))
    .slice(0, mostTextPairs);
}

const textsCompared = (from: Source, to: Source): string =>
  `texts of ${from.name} (${shortList(from)}) with those of ${to.name} (${shortList(to)}): too few values are the same, or they are not unique`;

function shortList({ columns }: Source): string {
  const names = columns.filter(isText).map(({ name }) => name);
  return names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : names.join(', ');
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
