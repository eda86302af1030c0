import type { CatalogueModel } from '../../model.ts';
import { element, svgElement } from '../element.ts';
import { formatRoute } from '../route.ts';
import { type LineageNode, layOutLineage } from './lineage-layout.ts';

const box = { width: 196, height: 30, gapX: 84, gapY: 12, top: 30 };

/** What reads what, from left to right: datasets, tables, dashboards. Each box leads to its entry and lights up its lines. */
export function lineagePicture(catalogue: CatalogueModel): HTMLElement {
  const { nodes, edges, layers, tallest } = layOutLineage(catalogue);
  const width = layers * (box.width + box.gapX) - box.gapX;
  const height = box.top + tallest * (box.height + box.gapY);
  const columnSize = (layer: number) => nodes.filter((node) => node.layer === layer).length;
  const place = new Map(
    nodes.map((node) => {
      const free = (tallest - columnSize(node.layer)) * (box.height + box.gapY);
      return [
        node.id,
        { x: node.layer * (box.width + box.gapX), y: box.top + free / 2 + node.order * (box.height + box.gapY) },
      ];
    }),
  );
  const lines = edges.map(({ from, to }) => {
    const [start, end] = [place.get(from), place.get(to)];
    if (start === undefined || end === undefined) return undefined;
    const [x1, y1, x2, y2] = [start.x + box.width, start.y + box.height / 2, end.x, end.y + box.height / 2];
    const bend = (x2 - x1) / 2;
    const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    return svgElement('path', { d, class: 'lineage-line', 'data-from': from, 'data-to': to });
  });
  const boxes = nodes.map((node) => nodeLink(node, place.get(node.id) ?? { x: 0, y: 0 }));
  const heads = layerNames(nodes, layers).map((name, layer) =>
    svgElement('text', { x: layer * (box.width + box.gapX), y: 14, class: 'lineage-head' }, name),
  );
  const svg = svgElement(
    'svg',
    {
      class: 'lineage',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': 'What reads what',
    },
    ...heads,
    ...lines,
    ...boxes,
  );
  for (const link of boxes) {
    const light = (on: boolean) => () => lightUp(svg, link.getAttribute('data-id') ?? '', on);
    link.addEventListener('pointerenter', light(true));
    link.addEventListener('focus', light(true));
    link.addEventListener('pointerleave', light(false));
    link.addEventListener('blur', light(false));
  }
  return element('div', { class: 'lineage-scroll', tabindex: 0, role: 'region', 'aria-label': 'Lineage' }, svg);
}

function nodeLink(node: LineageNode, { x, y }: { x: number; y: number }): SVGAElement {
  const href =
    node.kind === 'dashboard'
      ? formatRoute({ view: 'dashboard', dashboard: node.id.slice('dashboard:'.length), sheet: undefined })
      : formatRoute({ view: 'catalogue', entry: node.name });
  const most = 26;
  const text = node.name.length > most ? `${node.name.slice(0, most - 1)}…` : node.name;
  return svgElement(
    'a',
    { href, class: `lineage-node lineage-${node.kind}`, 'data-id': node.id, 'aria-label': `${node.kind} ${node.name}` },
    svgElement('title', {}, node.name),
    svgElement('rect', { x: x + 0.5, y: y + 0.5, width: box.width - 1, height: box.height - 1, rx: 6 }),
    svgElement('text', { x: x + 12, y: y + 20 }, text),
  );
}

/** Everything upstream and downstream of a box. */
function lightUp(svg: SVGElement, id: string, on: boolean): void {
  const lines = [...svg.querySelectorAll<SVGPathElement>('.lineage-line')];
  const follow = (from: 'data-from' | 'data-to', to: 'data-from' | 'data-to') => {
    const reached = new Set([id]);
    for (let grew = true; grew; ) {
      grew = false;
      for (const line of lines) {
        const [here, there] = [line.getAttribute(from) ?? '', line.getAttribute(to) ?? ''];
        if (!reached.has(here)) continue;
        line.classList.toggle('is-lit', on);
        if (!reached.has(there)) grew = true;
        reached.add(there);
      }
    }
  };
  follow('data-from', 'data-to');
  follow('data-to', 'data-from');
  svg.classList.toggle('has-lit', on);
}

function layerNames(nodes: readonly LineageNode[], layers: number): string[] {
  return Array.from({ length: layers }, (_, layer) => {
    const kind = nodes.find((node) => node.layer === layer)?.kind;
    if (kind === 'dataset') return 'Datasets';
    if (kind === 'dashboard') return 'Dashboards';
    return layer === 1 ? 'Tables' : 'Tables of tables';
  });
}
