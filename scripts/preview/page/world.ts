/**
 * Countries in little room (world-atlas 110m, made from Natural Earth, which is in the public domain): each polygon's rings
 * as tenths of a degree, the first point absolute and every later one as the step from the one before.
 */
export interface World {
  readonly countries: readonly {
    readonly name: string;
    readonly polygons: readonly (readonly (readonly number[])[])[];
  }[];
}

type Ring = [number, number][];

/** GeoJSON in the order of longitude, latitude, in degrees; mutable, because ECharts takes it as its own. */
export interface WorldGeoJson {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    properties: { name: string };
    geometry: { type: 'MultiPolygon'; coordinates: Ring[][] };
  }[];
}

/** Undoes the packing of scripts/preview/pack-world.ts. */
export function decodeWorld(world: World): WorldGeoJson {
  return {
    type: 'FeatureCollection',
    features: world.countries.map(({ name, polygons }) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(decodeRing)) },
    })),
  };
}

function decodeRing(steps: readonly number[]): Ring {
  const ring: Ring = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at] ?? 0;
    y += steps[at + 1] ?? 0;
    ring.push([x / 10, y / 10]);
  }
  return ring;
}
