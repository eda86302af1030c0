import type { Part } from '../clean/manifest.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { countRecords } from './count-records.ts';
import { type OpenObject, openObject } from './open-object.ts';

/** Writes one output as parts: a sink for the engine, whose chunks end at a record's end. */
export interface PartWriter {
  sink(chunk: Uint8Array): Promise<void>;
  /** Ends the last part. @returns the parts in order; none when nothing came */
  finish(): Promise<Part[]>;
  /** Gives up the part under way; finished parts stay for the sweep. */
  abandon(): Promise<void>;
}

export interface PartWriterOptions {
  readonly store: ObjectStore;
  readonly keyOf: (number: number) => string;
  /** A part grows no further than this, unless one chunk is longer. */
  readonly partBytes: number;
  /** `csv`: the first chunk is a header line, which every part repeats. */
  readonly format: 'csv' | 'ndjson';
  /** Whether an output without records is one part that holds the header, or none. */
  readonly empty: 'header' | 'none';
  /** Aborts what is being written. */
  readonly signal?: AbortSignal | undefined;
}

/** A part begins with its first record. */
export function createPartWriter(options: PartWriterOptions): PartWriter {
  const { store, keyOf, partBytes, format, empty, signal } = options;
  const parts: Part[] = [];
  let head: Uint8Array | undefined;
  let open: OpenObject | undefined;
  let rows = 0;

  const closePart = async (): Promise<void> => {
    if (open === undefined) return;
    parts.push(await open.close(rows));
    [open, rows] = [undefined, 0];
  };
  const startPart = async (): Promise<OpenObject> => {
    const started = openObject(store, keyOf(parts.length), signal);
    open = started;
    if (head !== undefined) await started.push(head);
    return started;
  };
  return {
    async sink(chunk) {
      if (format === 'csv' && head === undefined) {
        head = new Uint8Array(chunk);
        return;
      }
      if (open !== undefined && rows > 0 && open.bytes + chunk.length > partBytes) await closePart();
      const current = open ?? (await startPart());
      rows += countRecords(chunk, format);
      await current.push(new Uint8Array(chunk));
    },
    async finish() {
      if (empty === 'header' && open === undefined && parts.length === 0 && head !== undefined) await startPart();
      await closePart();
      return parts;
    },
    async abandon() {
      await open?.abandon();
    },
  };
}
