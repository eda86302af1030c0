/** A file to draft from: it is read more than once. */
export interface InputFile {
  /** As the person named it: it stands in every message. Its ending says its format. */
  readonly name: string;
  /** Its bytes as stored, plain or gzip, from the first on. */
  readonly open: () => AsyncIterable<Uint8Array>;
}
