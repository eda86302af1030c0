import type { Paragraph } from '../../model.ts';
import { type MarkupPiece, markupPieces } from './markup.ts';

type Run = Paragraph['runs'][number];

/** Characters so far with the marks that are open. */
interface Marks {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly color: string | undefined;
  readonly href: string | undefined;
  readonly size: number;
}

const plain: Marks = { bold: false, italic: false, color: undefined, href: undefined, size: 0 };

/** Named sizes of QuickSight's `font-size`, in pixels. */
const sizes: Readonly<Record<string, number>> = {
  small: 12,
  medium: 14,
  large: 18,
  'x-large': 20,
  'extra-large': 24,
  'xx-large': 32,
};

const lineTags = new Set([
  'block',
  'li',
  'p',
  'h1',
  'h2',
  'h3',
  'ul',
  'ol',
  'text-box',
  'visual-title',
  'visual-subtitle',
]);

/**
 * Reduces rich text to paragraphs of runs: bold, italic, colours (#rrggbb), links (http, https, mailto), bullets, alignment and sizes.
 * Everything else in it is dropped but its text, so nothing of it can run.
 * @param parameter the text of a `<parameter>${name}</parameter>`
 */
export function richText(source: string, parameter: (name: string) => string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const open: { readonly tag: string; readonly marks: Marks; readonly align: Paragraph['align'] }[] = [];
  let runs: Run[] = [];
  let largest = 0;
  let bullet = false;
  const top = () => open.at(-1) ?? { tag: '', marks: plain, align: 'left' as const };
  const finish = (keepEmpty: boolean): void => {
    const text = runs.map((run) => run.text).join('');
    if (text.trim() !== '' || (keepEmpty && paragraphs.length > 0)) {
      paragraphs.push({ style: bullet ? 'bullet' : headingOf(largest), align: top().align, runs: trimmed(runs) });
    }
    [runs, largest, bullet] = [[], 0, false];
  };
  for (const piece of markupPieces(source)) {
    if (piece.kind === 'text') {
      const text = textOf(piece.text, top().tag === 'parameter', parameter);
      if (text !== '' && (runs.length > 0 || text.trim() !== '')) {
        runs.push(runOf(text, top().marks));
        largest = Math.max(largest, top().marks.size);
      }
    } else if (piece.kind === 'close') {
      if (lineTags.has(piece.tag)) finish(false);
      const at = open.findLastIndex((each) => each.tag === piece.tag);
      if (at !== -1) open.length = at;
    } else if (piece.tag === 'br') finish(true);
    else {
      if (lineTags.has(piece.tag)) finish(false);
      if (piece.tag === 'li') bullet = true;
      if (!piece.empty)
        open.push({ tag: piece.tag, marks: marksOf(piece, top().marks), align: alignOf(piece, top().align) });
    }
  }
  finish(false);
  while (paragraphs.at(-1)?.runs.length === 0) paragraphs.pop();
  return paragraphs;
}

/** Rich text as one line, for titles. */
export function plainText(source: string, parameter: (name: string) => string): string {
  const lines = richText(source, parameter).map((paragraph) => paragraph.runs.map((run) => run.text).join(''));
  return lines.join(' ').replace(/\s+/g, ' ').trim();
}

/** Line breaks of the XML's own layout are blanks. */
function textOf(text: string, isParameter: boolean, parameter: (name: string) => string): string {
  const name = isParameter ? /\$\{([^}]+)\}/.exec(text)?.[1] : undefined;
  return name === undefined ? text.replace(/[ \t\r\n]+/g, ' ') : parameter(name);
}

function runOf(text: string, { bold, italic, color, href }: Marks): Run {
  return { text, ...(bold && { bold }), ...(italic && { italic }), ...(color && { color }), ...(href && { href }) };
}

function marksOf({ tag, attributes }: Extract<MarkupPiece, { kind: 'open' }>, outer: Marks): Marks {
  const color = attributes.get('color');
  const href = attributes.get('href');
  const size = attributes.get('font-size');
  const pixels = size === undefined ? undefined : (sizes[size] ?? Number.parseFloat(size));
  return {
    bold: outer.bold || tag === 'b' || tag === 'strong',
    italic: outer.italic || tag === 'i' || tag === 'em',
    color: color !== undefined && /^#[0-9a-f]{3,8}$/i.test(color) ? color : outer.color,
    href: href !== undefined && /^(https?:|mailto:)/i.test(href) ? href : outer.href,
    size: pixels === undefined || Number.isNaN(pixels) ? ({ h1: 32, h2: 20, h3: 18 }[tag] ?? outer.size) : pixels,
  };
}

function alignOf(
  { attributes }: Extract<MarkupPiece, { kind: 'open' }>,
  outer: Paragraph['align'],
): Paragraph['align'] {
  const align = attributes.get('align');
  return align === 'center' || align === 'right' || align === 'left' ? align : outer;
}

function headingOf(pixels: number): Paragraph['style'] {
  if (pixels >= 24) return 'heading-1';
  if (pixels >= 20) return 'heading-2';
  return pixels >= 18 ? 'heading-3' : 'body';
}

function trimmed(runs: readonly Run[]): readonly Run[] {
  return runs
    .map((run, index) => {
      const start = index === 0 ? run.text.trimStart() : run.text;
      return { ...run, text: index === runs.length - 1 ? start.trimEnd() : start };
    })
    .filter((run) => run.text !== '');
}
