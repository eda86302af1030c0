import type { Buffer } from 'node:buffer';
import type { Finding } from '../../../lambda/schema/finding.ts';
import { findings } from '../findings.ts';

/** Names of parts that an Office Open XML workbook begins with (ECMA-376, part 2). */
const workbookParts = /\[Content_Types\]\.xml|xl\/|docProps\//;

const markup: readonly (readonly [string, RegExp])[] = [
  [
    'a web page',
    /^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|div|script|p|span|ul|ol|h[1-6]|section|main|article|meta|title|style)[\s>]/is,
  ],
  ['XML', /^\s*<\?xml\s/i],
  ['rich text', /^\{\\rtf/],
];

/**
 * Recognises what people save as .csv and is something else: a workbook, a web page, JSON.
 * @param head the file's first bytes, gzip undone
 * @returns what to do about it, or undefined where the bytes may be delimited text
 */
export function foreignFormat(file: string, head: Buffer): Finding | undefined {
  const latin = head.toString('latin1');
  if (latin.startsWith('PK\x03\x04') && workbookParts.test(latin))
    return findings.excelFile(file, 'an Excel workbook (.xlsx)');
  if (latin.startsWith('\xd0\xcf\x11\xe0')) return findings.excelFile(file, 'an old Excel workbook (.xls)');
  const text = latin.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
  const found = markup.find(([, pattern]) => pattern.test(text));
  if (found !== undefined) return findings.markupFile(file, found[0]);
  if (!/\.(csv|tsv|txt)(\.gz)?$/i.test(file)) return undefined;
  if (/^\s*\[\s*[{[]/.test(text)) return findings.jsonAsCsv(file, '.json');
  return /^\s*\{\s*"[^"]*"\s*:/.test(text) ? findings.jsonAsCsv(file, '.ndjson or .json') : undefined;
}
