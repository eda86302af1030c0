import { datasetOf, type Staleness, type StaleReason } from '../../pipeline/find-stale.ts';
import { type Day, namesDay } from './names-day.ts';

/** Which files of raw are meant. */
export interface Selection {
  /** Undefined: of every dataset. */
  readonly dataset: string | undefined;
  /** Undefined: of every day. */
  readonly day: Day | undefined;
  /** Keys that came to raw on the day, where that counts and not the name. */
  readonly uploaded: ReadonlySet<string> | undefined;
  /** Also what is of today. */
  readonly force: boolean;
}

/** A file that is to be cleaned again. */
export interface WantedFile {
  readonly key: string;
  /** `forced`: nothing differs. */
  readonly reasons: readonly (StaleReason | 'forced')[];
}

/** What was selected, in code-point order. */
export interface Selected {
  readonly wanted: readonly WantedFile[];
  /** How many files are meant, with those that need nothing. */
  readonly meant: number;
}

const isMeant = (key: string, { dataset, day, uploaded }: Selection): boolean =>
  (dataset === undefined || datasetOf(key) === dataset) &&
  (day === undefined || (uploaded === undefined ? namesDay(key, day) : uploaded.has(key)));

/**
 * Pure. @param datasets those that clean knows; a file of another one is not cleaned
 */
export function selectFiles(found: Staleness, selection: Selection, datasets: ReadonlySet<string>): Selected {
  const meant = found.raw.filter(({ key }) => datasets.has(datasetOf(key)) && isMeant(key, selection));
  const stale = found.stale.filter(({ key }) => isMeant(key, selection));
  const why = new Map<string, WantedFile['reasons']>(stale.map(({ key, reasons }) => [key, reasons]));
  if (selection.force) for (const { key } of meant) if (!why.has(key)) why.set(key, ['forced']);
  const wanted = [...why].map(([key, reasons]) => ({ key, reasons })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { wanted, meant: new Set([...meant.map(({ key }) => key), ...why.keys()]).size };
}
