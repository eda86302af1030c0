import type { RawRecord, RecordFramer } from './frame/frame-records.ts';
import type { SoundBytes } from './frame/sound-bytes.ts';
import type { TextFeed } from './frame/text-feed.ts';
import type { FileOutput } from './output/file-output.ts';
import type { RecordSorter } from './sort-records.ts';

/**
 * Why the byte tier stopped: it needs `more` bytes, the output is `full`, or it stands before something that only text can show for
 * what it is (`odd`). `done`: there was nothing left.
 */
export type Stop = 'more' | 'full' | 'odd' | 'done';

/** Reads records straight from bytes, as far as it can. */
export interface ByteReader {
  /** @param isLast no bytes come behind these @returns why it stopped, always before a record */
  read(sound: SoundBytes, isLast: boolean): Stop;
  /** Adds what the values were like to the output's profiles: nothing is read after it. */
  finish(): void;
}

/** All that takes part in reading one file's records. */
export interface RecordPassage {
  readonly feed: TextFeed;
  readonly framer: RecordFramer;
  readonly sorter: RecordSorter;
  readonly output: FileOutput;
  /** Undefined where only text may be read. */
  readonly bytes: ByteReader | undefined;
  /** Whether the place where the text is read lets bytes be read. */
  readonly mayReadBytes: () => boolean;
  /** Sees each record before it is sorted. @returns whether to stop, because the file is refused for it */
  readonly refuses: (raw: RawRecord) => boolean;
}

/** Most records that are read as text before bytes are tried again. */
const longestStay = 1024;
/** A run of bytes that brought fewer records was not worth it. */
const worthwhile = 64;

async function readBytes({ feed, output, bytes }: RecordPassage): Promise<void> {
  for (;;) {
    const wasLast = feed.isLast;
    const stop = bytes?.read(feed.sound, wasLast) ?? 'odd';
    await output.flushFull();
    if (stop === 'odd' || stop === 'done') return;
    // A record that is cut asks for more where nothing comes: only text can show what it is.
    if (stop === 'more' && wasLast) return;
    if (stop === 'more' && !(await feed.moreBytes()) && !feed.isLast) return;
  }
}

/**
 * Reads the records of a file to its end: as bytes where they are sound UTF-8 and look as they should, as text where something is odd,
 * and for longer the more often it is.
 */
export async function readRecords(passage: RecordPassage): Promise<void> {
  await readToEnd(passage);
  passage.bytes?.finish();
}

async function readToEnd(passage: RecordPassage): Promise<void> {
  const { feed, framer, sorter, output, bytes, mayReadBytes, refuses } = passage;
  let stay = 0;
  let next = 1;
  for (;;) {
    if (bytes !== undefined && stay === 0 && !framer.isMidRecord && mayReadBytes()) {
      if (feed.toBytes()) {
        const before = sorter.row;
        await readBytes(passage);
        next = sorter.row - before < worthwhile ? Math.min(next * 2, longestStay) : 1;
      }
      stay = next;
    }
    const raw = framer.next();
    if (raw === undefined) {
      if (feed.window.final) break;
      await feed.more();
      continue;
    }
    if (refuses(raw)) return;
    sorter.take(raw);
    if (stay > 0) stay--;
    await output.flushFull();
  }
  sorter.settle();
}
