import { readFile } from 'node:fs/promises';
import type { Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { World } from './page/world.ts';
import { worldAtlas } from './world-atlas.ts';

/** Packs world-atlas' countries for the page (page/world.ts says how); Antarctica is left out: no data set has customers there. */
export async function packWorld(): Promise<World> {
  const topology: Topology<{ countries: GeometryCollection<{ name: string }> }> = JSON.parse(
    await readFile(worldAtlas, 'utf8'),
  );
  const { features } = feature(topology, topology.objects.countries);
  return {
    countries: features.flatMap(({ properties: { name }, geometry }) => {
      if (name === 'Antarctica') return [];
      const packed = nearTheLargest(polygonsOf(geometry).map((rings) => rings.map(unwrap))).map((rings) =>
        rings.map(packRing).filter((ring) => ring.length >= 8),
      );
      return [{ name, polygons: packed.filter((rings) => rings.length > 0) }];
    }),
  };
}

function polygonsOf(geometry: Geometry): readonly Position[][][] {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
}

type Points = readonly (readonly [x: number, y: number])[];

/** Steps from point to point. */
function packRing(ring: Points): number[] {
  const steps: number[] = [];
  let [fromX, fromY] = [0, 0];
  for (const [x, y] of ring) {
    if (steps.length > 0 && x === fromX && y === fromY) continue;
    steps.push(x - fromX, y - fromY);
    [fromX, fromY] = [x, y];
  }
  return steps;
}

/** Tenths of a degree. A ring that crosses the antimeridian goes on beyond 180 instead of jumping across the whole map. */
function unwrap(ring: readonly Position[]): Points {
  let previous: number | undefined;
  return ring.map(([longitude = 0, latitude = 0]) => {
    let x = Math.round(longitude * 10);
    if (previous !== undefined && x - previous > 1800) x -= 3600;
    else if (previous !== undefined && x - previous < -1800) x += 3600;
    previous = x;
    return [x, Math.round(latitude * 10)];
  });
}

/** Islands beyond the antimeridian stand by the country's largest part: Wrangel by Chukotka, the Aleutians by Alaska. */
function nearTheLargest(polygons: readonly (readonly Points[])[]): readonly (readonly Points[])[] {
  const largest = polygons.toSorted((left, right) => (right[0]?.length ?? 0) - (left[0]?.length ?? 0))[0];
  const home = middle(largest?.[0] ?? []);
  return polygons.map((rings) => {
    const away = middle(rings[0] ?? []) - home;
    const shift = away > 1800 ? -3600 : away < -1800 ? 3600 : 0;
    return rings.map((ring) => ring.map(([x, y]) => [x + shift, y] as const));
  });
}

function middle(ring: Points): number {
  return ring.reduce((sum, [x]) => sum + x, 0) / Math.max(1, ring.length);
}
