/** Means "no value" in a column of any type. */
const always = new Set([
  'n/a',
  '#n/a',
  'null',
  '<null>',
  '(null)',
  '[null]',
  'nan',
  '<na>',
  '\\n',
  '#div/0!',
  '#value!',
  '#ref!',
  '#name?',
  '#null!',
  '-',
  '--',
  '---',
  '?',
  '..',
  '...',
  'n.a.',
  '(blank)',
  '[blank]',
]);
/** Means it among numbers, dates and yes and no; as text it may be a word like others. */
const amongTyped = new Set([
  'na',
  'none',
  'nil',
  '.',
  '*',
  '**',
  '***',
  ':',
  'x',
  'unknown',
  'unk',
  'missing',
  'undefined',
  'not available',
  'not applicable',
  'no data',
  'tbd',
  'tba',
  'err',
  'error',
  '#error',
  'inf',
  '-inf',
  'infinity',
  '-infinity',
  'nd',
  'nr',
  'n.d.',
  '–',
  '—',
  '…',
]);

/** Whether a text may mean that there is no value. */
export function mayMeanNull(text: string): boolean {
  const small = text.toLowerCase();
  return always.has(small) || amongTyped.has(small);
}

/** Whether it means that in a column of text too. NA is also Namibia and North America: only where values are not codes. */
export function meansNullInText(text: string, areCodes: boolean): boolean {
  const small = text.toLowerCase();
  return always.has(small) || (text === 'NA' && !areCodes);
}
