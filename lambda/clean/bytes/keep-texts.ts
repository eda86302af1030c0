import { Buffer } from 'node:buffer';
import type { Kernel } from './kernel.ts';

/** Makes a set of texts in the kernel's memory. @returns where it stands */
export function keepTexts(kernel: Kernel, texts: readonly string[]): number {
  const distinct = [...new Set(texts)];
  const set = kernel.exports.newTextSet(distinct.length);
  for (const text of distinct) {
    const bytes = Buffer.from(text, 'utf8');
    kernel.exports.addText(set, kernel.keep(bytes), bytes.length);
  }
  return set;
}

/** Makes the table of bytes that texts begin with: 1 for each. @returns where its 256 bytes stand */
export function keepStarts(kernel: Kernel, texts: readonly string[]): number {
  const starts = Buffer.alloc(256);
  for (const text of texts) starts[Buffer.from(text, 'utf8')[0] ?? 0] = 1;
  return kernel.keep(starts);
}
