/** What values mostly look like where fields were cut rightly: a number, a date or time, a few words, an address. */
const plain =
  /^(?:|[-+(]?[$€£¥]?\s?[-+]?[\d.,' ]*\d[\d.,]*\s?[%€$£)]?|[-+]?\d*\.?\d+e[-+]?\d+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s?(Z|[AaPp][Mm]|[-+]\d\d:?\d\d)?)?|\d{1,2}:\d\d(:\d\d)?|[\p{L}\p{N}_][\p{L}\p{N}_'.&()/ -]*|[^\s@]+@[^\s@]+|https?:\S+)$/iu;

/** The share of fields that look like single values, 0 to 1: of fields that still hold a delimiter few do. */
export function plainShare(records: readonly (readonly string[])[]): number {
  let all = 0;
  let fit = 0;
  for (const fields of records.slice(0, 100)) {
    for (const field of fields.slice(0, 200)) {
      all++;
      if (field.length < 200 && plain.test(field)) fit++;
    }
  }
  return all === 0 ? 0 : fit / all;
}
