/**
 * A name for an execution: the time, for people who look for one, and chance, since two may be named at one time.
 * @param now milliseconds since 1970
 * @param chance at least 4 bytes
 * @returns such as `2026-11-21T05-00-00Z-8c0f12ab`: letters, digits and hyphens, as IngestionId takes them too
 */
export function nameRun(now: number, chance: Uint8Array): string {
  const time = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
  return `${time}-${Buffer.from(chance).toString('hex')}`;
}
