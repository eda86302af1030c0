import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** A deflated zip archive of some texts, for tests; `readZip` is held against an archive of another writer too. */
export async function writeZip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { extendedTimestamp: false });
  for (const [name, text] of Object.entries(files)) await writer.add(name, new TextReader(text));
  return Buffer.from(await writer.close());
}
