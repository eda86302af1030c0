import { CommandError } from '../cli/command-error.ts';
import type { CleanedFiles } from './cleaned.ts';
import { type CleanBuckets, findStale, type StaleFile, type Today } from './find-stale.ts';
import { askUntil, type Patience } from './patience.ts';

const shown = 3;

/**
 * Waits until what is clean of these keys is today's: a manifest of the present version, schema and engine, or none where the raw object is gone.
 * A file that was refused has such a manifest too: its status says so.
 * @param keys of raw
 * @param known manifests of an earlier look
 * @returns all manifests as they are then
 * @throws CommandError `not-cleaned` when the time is up; StoreError; the signal's reason
 */
export async function waitForClean(
  buckets: CleanBuckets,
  today: Today,
  keys: Iterable<string>,
  patience: Patience,
  known: CleanedFiles = new Map(),
): Promise<CleanedFiles> {
  const wanted = new Set(keys);
  if (wanted.size === 0) return known;
  let cleaned = known;
  let left: readonly StaleFile[] = [];
  const done = await askUntil(patience, async () => {
    const found = await findStale(buckets, today, cleaned);
    cleaned = found.cleaned;
    left = found.stale.filter(({ key }) => wanted.has(key));
    patience.say?.(`clean: ${wanted.size - left.length} of ${wanted.size} files`);
    return left.length === 0 ? cleaned : undefined;
  });
  if (done !== undefined) return done;
  throw notCleaned(left, patience.most);
}

function notCleaned(left: readonly StaleFile[], most: number): CommandError {
  const names = left.slice(0, shown).map(({ key, reasons }) => `${JSON.stringify(key)} (${reasons.join(', ')})`);
  const more = left.length > shown ? ` and ${left.length - shown} more` : '';
  const why = left.some(({ reasons }) => reasons.includes('engine'))
    ? 'deploy the functions of this commit first'
    : 'look at the log of the clean function and at its queue of dead letters, then run this again';
  const message = `clean: expected ${left.length} files cleaned within ${Math.round(most / 60_000)} minutes, got none of today of ${names.join(', ')}${more}; ${why}`;
  return new CommandError('not-cleaned', 'environment', message);
}
