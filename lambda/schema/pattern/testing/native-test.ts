/**
 * What ECMAScript says of a text (22.2.7.2, RegExpBuiltinExec): a match may begin before each of its characters and at its end. V8's
 * own search also stops between the two halves of a character beyond U+FFFF, where `/\B/u` matches nothing, so each place is asked.
 * @param flags with `u`
 */
export function nativeTest(source: string, flags: string, text: string): boolean {
  const sticky = new RegExp(source, `${flags}y`);
  let place = 0;
  for (const character of [...text, '']) {
    sticky.lastIndex = place;
    if (sticky.test(text)) return true;
    place += character.length;
  }
  return false;
}
