import type { CatalogueModel } from '../../model.ts';

export interface LineageNode {
  readonly id: string;
  readonly name: string;
  /** `way`: where a line passes a layer between its ends. */
  readonly kind: 'dataset' | 'table' | 'dashboard' | 'way';
  /** 0 holds datasets; a table stands right of everything it reads; dashboards come last. */
  readonly layer: number;
  /** Position within the layer, from the top. */
  readonly order: number;
}

export interface LineageLayout {
  readonly nodes: readonly LineageNode[];
  /** `by`: the ids of the ways, from left to right. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly by: readonly string[] }[];
  readonly layers: number;
}

interface Draft {
  readonly id: string;
  readonly name: string;
  readonly kind: LineageNode['kind'];
  readonly reads: readonly string[];
  layer: number;
}

/** Layers what reads what, and orders each layer by the middle of its neighbours so that few lines cross. */
export function layOutLineage(catalogue: CatalogueModel): LineageLayout {
  const drafts = draftsOf(catalogue);
  const edges = drafts.flatMap(({ id, reads }) =>
    reads.filter((from) => drafts.some((draft) => draft.id === from)).map((from) => ({ from, to: id })),
  );
  layer(drafts, edges);
  const layers = Math.max(0, ...drafts.map((draft) => draft.layer + 1));
  const routed = edges.map((edge) => ({ ...edge, ways: waysOf(edge, drafts) }));
  const all = [...drafts, ...routed.flatMap(({ ways }) => ways)];
  const columns = Array.from({ length: layers }, (_, at) => all.filter((draft) => draft.layer === at));
  untangle(
    columns,
    routed.flatMap(({ from, to, ways }) => {
      const stops = [from, ...ways.map(({ id }) => id), to];
      return stops.slice(1).map((stop, at) => ({ from: stops[at] ?? from, to: stop }));
    }),
  );
  return {
    nodes: columns.flatMap((column, at) =>
      column.map(({ id, name, kind }, order) => ({ id, name, kind, layer: at, order })),
    ),
    edges: routed.map(({ from, to, ways }) => ({ from, to, by: ways.map(({ id }) => id) })),
    layers,
  };
}

function draftsOf({ datasets, tables, dashboards }: CatalogueModel): Draft[] {
  const isTable = new Set(tables.map(({ name }) => name));
  const source = (name: string) => (isTable.has(name) ? `table:${name}` : `dataset:${name}`);
  return [
    ...datasets.map(({ name }): Draft => ({ id: `dataset:${name}`, name, kind: 'dataset', reads: [], layer: 0 })),
    ...tables.map(
      ({ name, reads }): Draft => ({ id: `table:${name}`, name, kind: 'table', reads: reads.map(source), layer: 1 }),
    ),
    ...dashboards.map(({ id, title, visuals }): Draft => {
      const reads = [...new Set(visuals.flatMap((visual) => visual.tables.map((table) => `table:${table}`)))];
      return { id: `dashboard:${id}`, name: title, kind: 'dashboard', reads, layer: 2 };
    }),
  ];
}

/** A place in each layer that a line passes, so that it goes between the boxes and not behind them. */
function waysOf({ from, to }: Edges[number], drafts: readonly Draft[]): readonly Draft[] {
  const layerOf = (id: string) => drafts.find((draft) => draft.id === id)?.layer ?? 0;
  const first = layerOf(from) + 1;
  return Array.from({ length: Math.max(0, layerOf(to) - first) }, (_, at) => {
    return { id: `way:${from}>${to}:${at}`, name: '', kind: 'way', reads: [], layer: first + at };
  });
}

type Edges = readonly { readonly from: string; readonly to: string }[];

/** Longest paths; a round per node is enough, so a cycle (which the lake refuses) ends too. */
function layer(drafts: readonly Draft[], edges: Edges): void {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  for (let round = 0; round < drafts.length; round += 1) {
    let moved = false;
    for (const { from, to } of edges) {
      const [left, right] = [byId.get(from), byId.get(to)];
      if (left === undefined || right === undefined || right.kind === 'dashboard' || right.layer > left.layer) continue;
      right.layer = left.layer + 1;
      moved = true;
    }
    if (!moved) break;
  }
  const last = Math.max(0, ...drafts.filter(({ kind }) => kind !== 'dashboard').map((draft) => draft.layer));
  for (const draft of drafts) if (draft.kind === 'dashboard') draft.layer = last + 1;
}

function untangle(columns: Draft[][], edges: Edges): void {
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const place = new Map(
      columns.flatMap((column) => column.map(({ id }, at) => [id, at / Math.max(1, column.length - 1)] as const)),
    );
    for (const column of columns) {
      const middle = new Map(column.map(({ id }) => [id, middleOf(id, edges, place)]));
      column.sort((left, right) => (middle.get(left.id) ?? 0) - (middle.get(right.id) ?? 0));
      column.forEach(({ id }, at) => {
        place.set(id, at / Math.max(1, column.length - 1));
      });
    }
  }
}

function middleOf(id: string, edges: Edges, place: ReadonlyMap<string, number>): number {
  const near = edges.flatMap(({ from, to }) => (to === id ? [from] : from === id ? [to] : []));
  const known = near.flatMap((other) => place.get(other) ?? []);
  return known.length === 0 ? (place.get(id) ?? 0) : known.reduce((sum, at) => sum + at, 0) / known.length;
}
