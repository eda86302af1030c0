import type { Buffer } from 'node:buffer';

/** What the bytes 80 to 9F mean; the five that mean nothing are the C1 controls of the same number, so that nothing is lost. */
const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Decodes windows-1252 as https://encoding.spec.whatwg.org/#windows-1252 does: one character a byte, each byte has one. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80] ?? character);
}
