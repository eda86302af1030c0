import { afterLineEnd, findLineEnd, isHalfLineEnd, type RecordScanner } from './record-scanner.ts';

/** One record a line, as NDJSON has it. Lines of white space are skipped. */
export const lineScanner: RecordScanner = {
  scan(source, from) {
    const { text, final, longest } = source;
    const limit = Math.min(text.length, from + longest + 1);
    const at = findLineEnd(text, from, limit);
    if (at === limit && at - from > longest) return { kind: 'long', start: from, open: false };
    if (at === text.length ? !final : isHalfLineEnd(source, at)) return { kind: 'more' };
    const end = at === text.length ? at : afterLineEnd(text, at);
    const blank = text.slice(from, at).trim() === '';
    return { kind: blank ? 'skip' : 'record', start: from, contentEnd: at, end };
  },
  restarts: () => [],
  endBefore: (_, __, restart) => restart,
};
