import { readFile } from 'node:fs/promises';
import type { Polygon, Position } from 'geojson';
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
      const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : polygonOf(geometry);
      const packed = polygons.map((rings) => rings.map(packRing).filter((ring) => ring.length >= 8));
      return [{ name, polygons: packed.filter((rings) => rings.length > 0) }];
    }),
  };
}

function polygonOf(geometry: { type: string }): Polygon['coordinates'][] {
  return geometry.type === 'Polygon' && 'coordinates' in geometry
    ? [geometry.coordinates as Polygon['coordinates']]
    : [];
}

/**
 * Steps from point to point, in tenths of a degree. A ring that crosses the antimeridian goes on beyond 180 instead of
 * jumping across the whole map.
 */
function packRing(ring: readonly Position[]): number[] {
  const steps: number[] = [];
  let [fromX, fromY] = [0, 0];
  for (const [x, y] of unwrap(ring)) {
    if (steps.length > 0 && x === fromX && y === fromY) continue;
    steps.push(x - fromX, y - fromY);
    [fromX, fromY] = [x, y];
  }
  return steps;
}

function unwrap(ring: readonly Position[]): readonly (readonly [number, number])[] {
  let previous: number | undefined;
  const points = ring.map(([longitude = 0, latitude = 0]) => {
    let x = Math.round(longitude * 10);
    if (previous !== undefined && x - previous > 1800) x -= 3600;
    else if (previous !== undefined && x - previous < -1800) x += 3600;
    previous = x;
    return [x, Math.round(latitude * 10)] as const;
  });
  const middle = points.reduce((sum, [x]) => sum + x, 0) / Math.max(1, points.length);
  const shift = middle < -1800 ? 3600 : middle > 1900 ? -3600 : 0;
  return points.map(([x, y]) => [x + shift, y] as const);
}
