/** The other side of a ReferentialIntegrity. */
export interface Reference {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Reads `regions.{region, country}` and `regions.region`. @returns undefined for anything else */
export function parseReference(text: string): Reference | undefined {
  const match = /^\s*([A-Za-z_]\w*)\.(?:\{([^{}]+)\}|(\w+))\s*$/.exec(text);
  const columns = (match?.[2] ?? match?.[3])?.split(',').map((name) => name.trim());
  return match?.[1] === undefined || columns === undefined ? undefined : { name: match[1], columns };
}
