/** Share of values that have to be written so. */
const nearlyAll = 0.9;

/** Months by the beginnings of their names in several languages. */
const monthStems =
  'jan|ene|gen|feb|fev|fév|mar|mär|mrz|maa|apr|avr|abr|may|mai|mei|mag|maj|jun|jui|giu|jul|lug|aug|aou|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic';
const word = `(?:${monthStems})\\p{L}*\\.?`;
const weekday = '(?:\\p{L}+,? )?';
const time = '(?:,? \\d.*)?';
const monthInWords = new RegExp(
  `^${weekday}(?:\\d{1,2}(?:\\.|st|nd|rd|th)?[ -](?:de |of )?${word},?[ -](?:de )?\\d{2,4}|${word} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})${time}$`,
  'iu',
);
const zoneInWords =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AP]M)?(?:[-+]\d\d:?\d\d)? ?(?!UTC$|AM$|PM$)(?<zone>[A-Z]{2,5}|\[?[A-Z][a-z]+\/[A-Za-z_]+\]?)$/;

/**
 * Dates that people read and clean does not: with months written out, or with a time zone in words.
 * @param sample values from all over the files
 * @returns what stands in their way, without any value; undefined where they are none
 */
export function unreadDates(sample: readonly string[]): string | undefined {
  const least = sample.length * nearlyAll;
  if (sample.length === 0) return undefined;
  const zones = sample.flatMap((text) => zoneInWords.exec(text)?.groups?.['zone'] ?? []);
  if (zones.length >= least)
    return `its times name their zone, ${[...new Set(zones)].sort().slice(0, 3).join(', ')}, which clean does not read: it stays text; write offsets such as +01:00, or leave the zone out and declare it under "timeZone"`;
  if (sample.filter((text) => monthInWords.test(text)).length >= least)
    return 'its dates have months in words, of which clean reads only Jan to Dec (MMM), with no other words beside them: it stays text';
  return undefined;
}
