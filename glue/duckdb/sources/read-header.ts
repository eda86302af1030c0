import { open } from 'node:fs/promises';

const most = 65_536;

/**
 * The column names of a processed CSV: its first line. Column names are snake_case, so a header has no quotes.
 * @throws the file system's error
 */
export async function readHeader(path: string): Promise<readonly string[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    return line.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
  } finally {
    await file.close();
  }
}
