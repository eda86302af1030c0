import type { CsvMarks } from '../../../lambda/clean/frame/csv-scanner.ts';
import type { Edit } from './edit.ts';
import { type FramedLine, fieldExtents } from './framed-file.ts';

/**
 * Puts another delimiter in the place of a file's own; fields that hold it are quoted.
 * @returns the first line whose record has not as many fields as the first one, or a field that can't be quoted: then the delimiter is not certain
 */
export function delimiterEdits(
  text: string,
  lines: readonly FramedLine[],
  marks: CsvMarks,
  wanted: string,
): Edit[] | { readonly uncertainAt: number } {
  const edits: Edit[] = [];
  let width: number | undefined;
  for (const line of lines) {
    if (line.kind !== 'record') continue;
    const fields = fieldExtents(text, line, marks);
    width ??= fields?.length;
    if (fields === undefined || fields.length !== width || width < 2) return { uncertainAt: line.line };
    for (const [index, { start, end, quoted }] of fields.entries()) {
      const inner = text.slice(start, end);
      const needsQuotes = !quoted && (inner.includes(wanted) || inner.trimStart().startsWith(marks.quote));
      if (needsQuotes && marks.quote === '') return { uncertainAt: line.line };
      if (needsQuotes) edits.push({ start, end, text: `${marks.quote}${inner}${marks.quote}` });
      if (index < fields.length - 1) edits.push({ start: end, end: end + 1, text: wanted });
    }
  }
  return edits;
}
