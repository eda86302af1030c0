import type { ReportModel } from '../../../report/report-model.ts';
import { count } from '../catalogue/facts.ts';
import { element } from '../element.ts';
import { formatRoute } from '../route.ts';

const verdicts = {
  failed: ['bad', '✕', 'Failed:'],
  attention: ['warn', '▲', 'Look at this:'],
  fine: ['good', '●', 'Nothing wrong found'],
} as const;

/** The verdict's level: a word and a mark of its own shape. */
export function verdictMark(level: ReportModel['verdict']['level']): HTMLElement {
  const [tone, mark, word] = verdicts[level];
  return toned(tone, mark, word);
}

/** A word with a mark in front. */
export function toned(tone: 'good' | 'warn' | 'bad', mark: string, word: string): HTMLElement {
  return element('span', { class: `mark mark-${tone}` }, element('span', { 'aria-hidden': 'true' }, mark), ` ${word}`);
}

/** A figure with how it differs from the base's beside it. */
export function change(head: number, base: number | undefined): HTMLElement {
  const by = base === undefined ? 0 : head - base;
  const text = by === 0 ? '' : `${by > 0 ? '+' : '−'}${count(Math.abs(by))}`;
  return element(
    'span',
    { class: 'figure-change' },
    count(head),
    text !== '' && element('span', { class: 'change-by' }, ` ${text}`),
  );
}

/** The way to a dataset or table in the catalogue. */
export function entry(name: string): HTMLElement {
  return element('a', { href: formatRoute({ view: 'catalogue', entry: name }) }, name);
}

/** The way to a dashboard. */
export function dashboardLink(id: string, text = id): HTMLElement {
  return element('a', { href: formatRoute({ view: 'dashboard', dashboard: id, sheet: undefined }) }, text);
}

/** Names as links, or that there are none. */
export function names(kind: 'table' | 'dashboard', all: readonly string[]): HTMLElement {
  const links = all.map((name) => (kind === 'table' ? entry(name) : dashboardLink(name)));
  return element(
    'span',
    {},
    ...links.flatMap((link, at) => (at === 0 ? [link] : [', ', link])),
    all.length === 0 && 'None',
  );
}
