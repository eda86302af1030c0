import type { CatalogueModel } from '../../model.ts';
import { element, svgElement } from '../element.ts';
import { formatRoute } from '../route.ts';
import { type LineageNode, layOutLineage } from './lineage-layout.ts';

const box = { width: 196, height: 30, gapX: 84, gapY: 12, top: 30 };

/** What reads what, from left to right: datasets, tables, dashboards. Each box leads to its entry and lights up its lines. */
export function lineagePicture(catalogue: CatalogueModel): HTMLElement {
  const { nodes, edges, layers } = layOutLineage(catalogue);
  const { place, width, height } = placeNodes(nodes, layers);
  const lines = edges.map(({ from, to, by }) => {
    const stops = [from, ...by, to].flatMap((id) => place.get(id) ?? []);
    return svgElement('path', { d: curve(stops), class: 'lineage-line', 'data-from': from, 'data-to': to });
  });
  const boxes = nodes.flatMap((node) => {
    const at = place.get(node.id);
    return node.kind === 'way' || at === undefined ? [] : [nodeLink(node, at)];
  });
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

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Each layer is a column, centred; a way takes as little height as a line needs. */
function placeNodes(nodes: readonly LineageNode[], layers: number) {
  const heightOf = ({ kind }: LineageNode) => (kind === 'way' ? 6 : box.height);
  const columns = Array.from({ length: layers }, (_, at) => nodes.filter(({ layer }) => layer === at));
  const sizes = columns.map((column) => column.reduce((sum, node) => sum + heightOf(node) + box.gapY, 0));
  const tallest = Math.max(0, ...sizes);
  const place = new Map<string, Spot>();
  columns.forEach((column, at) => {
    let y = box.top + (tallest - (sizes[at] ?? 0)) / 2;
    for (const node of column) {
      place.set(node.id, { x: at * (box.width + box.gapX), y, width: box.width, height: heightOf(node) });
      y += heightOf(node) + box.gapY;
    }
  });
  return { place, width: layers * (box.width + box.gapX) - box.gapX, height: box.top + tallest };
}

/** A line from the first spot's right to the last one's left, level where it passes a spot between. */
function curve(stops: readonly Spot[]): string {
  const middle = ({ y, height }: Spot) => y + height / 2;
  return stops
    .map((spot, at) => {
      const before = stops[at - 1];
      if (before === undefined) return `M${spot.x + spot.width} ${middle(spot)}`;
      const [x1, y1, x2, y2] = [before.x + before.width, middle(before), spot.x, middle(spot)];
      const bend = (x2 - x1) / 2;
      const across = at === stops.length - 1 ? '' : `H${spot.x + spot.width}`;
      return `C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}${across}`;
    })
    .join('');
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
    const kind = nodes.find((node) => node.layer === layer && node.kind !== 'way')?.kind;
    if (kind === 'dataset') return 'Datasets';
    if (kind === 'dashboard') return 'Dashboards';
    return layer === 1 ? 'Tables' : 'Tables of tables';
  });
}
