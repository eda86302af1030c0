import { element } from '../element.ts';

const words = {
  clean: ['good', 'Clean'],
  built: ['good', 'Built'],
  passed: ['good', 'Passed'],
  stale: ['warn', 'Stale'],
  warned: ['warn', 'Warning'],
  failed: ['bad', 'Failed'],
  missing: ['bad', 'Missing'],
} as const;

/** A state as a word with a mark of its own shape: colour alone says nothing. */
export function statusMark(status: keyof typeof words): HTMLElement {
  const [tone, word] = words[status];
  const mark = { good: '●', warn: '▲', bad: '✕' }[tone];
  return element('span', { class: `mark mark-${tone}` }, element('span', { 'aria-hidden': 'true' }, mark), ` ${word}`);
}
