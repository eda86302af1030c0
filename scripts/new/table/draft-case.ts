import { type ChosenRows, chooseRootRows, followLinks } from './choose-case.ts';
import { type CaseFile, type CaseTools, computeCase } from './compute-case.ts';
import { joinSources } from './join-sources.ts';
import type { Link } from './link.ts';
import type { Source } from './source.ts';

/** A case of the drafted table. */
export interface DraftedCase {
  /** Its folder's name. */
  readonly name: string;
  readonly files: readonly CaseFile[];
}

/** Root rows that are tried until something comes of them. */
const sizes = [3, 20, 100, 500];
/** Rows of a case that a person reads gladly. */
const fewRows = 6;

/**
 * Drafts a first case from clean rows: few of them, with a gap and a lookup that misses where there are such.
 * @param links how the sources are joined; undefined: to be found, the SELECT is a person's own
 * @returns undefined where no few rows make a sound result
 */
export async function draftCase(
  tools: CaseTools,
  root: Source | undefined,
  links: readonly Link[] | undefined,
): Promise<DraftedCase | undefined> {
  const { connection, sources } = tools;
  const way = links === undefined ? await joinSources(connection, sources) : undefined;
  const joined = way !== undefined && 'root' in way ? way : undefined;
  const start = root ?? joined?.root ?? sources[0];
  if (start === undefined || sources.every(({ rows }) => rows === 0)) return emptyCase(tools);
  const known = links ?? joined?.links ?? [];
  let fruitless: DraftedCase | undefined;
  for (const size of sizes) {
    const rows = await chooseRootRows(connection, start, known, size);
    const made = await tryRows(tools, start, rows, known);
    if (made?.rows === 0) fruitless ??= { name: 'rows_that_give_nothing', files: made.files };
    if (made === undefined || made.rows === 0) continue;
    const fewer = await shrink(tools, start, rows, known);
    return { name: nameOf(start, known), files: (fewer ?? made).files };
  }
  return fruitless;
}

async function tryRows(tools: CaseTools, root: Source, rows: readonly string[], links: readonly Link[]) {
  return await computeCase(tools, await withOthers(tools, root, rows, links));
}

/** What the links don't reach gives its first rows. */
async function withOthers(
  tools: CaseTools,
  root: Source,
  rows: readonly string[],
  links: readonly Link[],
): Promise<ChosenRows> {
  const chosen = await followLinks(tools.connection, root, rows, links);
  const others = new Map(chosen);
  for (const source of tools.sources.filter(({ name }) => !chosen.has(name)))
    others.set(source.name, await chooseRootRows(tools.connection, source, []));
  return others;
}

/** Halves the rows as long as something comes of one half. */
async function shrink(tools: CaseTools, root: Source, all: readonly string[], links: readonly Link[]) {
  let rows = all;
  let best: Awaited<ReturnType<typeof tryRows>>;
  while (rows.length > fewRows) {
    const middle = Math.ceil(rows.length / 2);
    let next: readonly string[] | undefined;
    for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
      const made = await tryRows(tools, root, half, links);
      if (made === undefined || made.rows === 0) continue;
      [best, next] = [made, half];
      break;
    }
    if (next === undefined) return best;
    rows = next;
  }
  return best;
}

/** Nothing in, nothing out. */
async function emptyCase(tools: CaseTools): Promise<DraftedCase | undefined> {
  const made = await computeCase(tools, new Map());
  return made === undefined ? undefined : { name: made.rows === 0 ? 'nothing_yet' : 'from_nothing', files: made.files };
}

const nameOf = (root: Source, links: readonly Link[]): string =>
  links.some(({ tried, found }) => found < tried)
    ? `${root.name.replace(/^_+/, '')}_not_in_the_lookups`
    : `rows_of_${root.name.replace(/^_+/, '')}`;
