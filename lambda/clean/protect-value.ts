import { createHmac, createSecretKey } from 'node:crypto';
import type { Column } from '../schema/dataset-schema.ts';

/** Makes a clean value what may be published of it. */
export type ProtectValue = (text: string) => string | null;

/** What stands for a value that may not be shown. */
export const mask = '***';

/** Hexadecimal digits of a token: 128 bits, so that two values never meet by chance. */
const tokenLength = 32;

/**
 * Makes the protection of one column.
 * `mask`: three stars, whatever the value. `tokenise`: the first 32 hexadecimal digits of the HMAC-SHA-256 of the canonical text in
 * UTF-8, so that equal values stay equal in all columns and datasets with the same key. A column that is no text can't hold stars: it
 * is null when masked.
 */
export function compileProtection(column: Column, key: Uint8Array): ProtectValue | undefined {
  if (column.sensitive === 'mask') return () => (column.type.kind === 'string' ? mask : null);
  if (column.sensitive !== 'tokenise') return undefined;
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex').slice(0, tokenLength);
}
