import type { ElementModel, Paragraph } from '../../model.ts';
import { element } from '../element.ts';

type Run = Paragraph['runs'][number];

/** A text box of the definition. Links open elsewhere and only where they lead to the web or a mail. */
export function textBox(box: Extract<ElementModel, { kind: 'text' }>): HTMLElement {
  const node = element('div', { class: 'text-box' });
  let list: HTMLElement | undefined;
  for (const paragraph of box.paragraphs) {
    const runs = paragraph.runs.map(runNode);
    if (paragraph.style === 'bullet') {
      list ??= node.appendChild(element('ul'));
      list.append(element('li', {}, ...runs));
      continue;
    }
    list = undefined;
    const tag = paragraph.style === 'body' ? 'p' : 'h3';
    node.append(element(tag, { class: `${paragraph.style} align-${paragraph.align}` }, ...runs));
  }
  return node;
}

function runNode(run: Run): Node {
  let node: Node = document.createTextNode(run.text);
  if (run.italic === true) node = element('em', {}, node);
  if (run.bold === true) node = element('strong', {}, node);
  const href = run.href === undefined ? undefined : safeAddress(run.href);
  if (href !== undefined) node = element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, node);
  if (run.color === undefined) return node;
  const colored = element('span', { class: 'colored' }, node);
  colored.style.setProperty('--asked', run.color);
  return colored;
}

/** The address if it is http, https or mailto; a script's or a relative one is not followed. */
export function safeAddress(href: string): string | undefined {
  return /^(https?:\/\/|mailto:)/i.test(href.trim()) ? href.trim() : undefined;
}
