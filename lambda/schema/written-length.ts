/**
 * How many characters of a JSON text a string takes up to its value's character `offset`, its opening mark included: escapes are
 * counted as they are written.
 * @param start where the value begins in the text; 0 is returned where that is no string
 * @param offset in UTF-16 units of the value
 */
export function writtenLength(text: string, start: number, offset: number): number {
  if (text[start] !== '"') return 0;
  let at = start + 1;
  for (let passed = 0; passed < offset && text[at] !== '"' && at < text.length; passed++) {
    if (text[at] !== '\\') at += 1;
    else at += text[at + 1] === 'u' ? 6 : 2;
  }
  return at - start;
}
