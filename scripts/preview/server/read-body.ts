import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body as JSON.
 * @param most bytes
 * @returns the value, or a sentence that says what is wrong
 */
export async function readBody(request: IncomingMessage, most = 1_000_000): Promise<{ value: unknown } | string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return 'expected a body of bytes';
    bytes += chunk.length;
    // The rest is read all the same, or the connection could not be used again.
    if (bytes <= most) chunks.push(chunk);
  }
  if (bytes > most) return `expected at most ${most} bytes`;
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return 'expected JSON';
  }
}
