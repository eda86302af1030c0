import { type OperationShape, operationNames, operationShape } from '../shapes/sdk-shapes.ts';

/** An operation that a request names by its method and path, and what its path carries. */
export interface Route {
  readonly operation: OperationShape;
  readonly labels: ReadonlyMap<string, string>;
}

interface Pattern {
  readonly operation: OperationShape;
  readonly segments: readonly string[];
  readonly literals: number;
}

let patterns: readonly Pattern[] | undefined;

/** The SDK's own paths, those with more fixed words first, so that `search/…` is not taken for an id. */
function allPatterns(): readonly Pattern[] {
  patterns ??= operationNames()
    .map((name) => {
      const operation = operationShape(name);
      const segments = operation.path.split('/');
      return { operation, segments, literals: segments.filter((segment) => !segment.startsWith('{')).length };
    })
    .sort((one, other) => other.literals - one.literals);
  return patterns;
}

/** @returns undefined when no operation of the API has that method and path */
export function findRoute(method: string, path: string): Route | undefined {
  const given = path.split('/');
  for (const { operation, segments } of allPatterns()) {
    if (operation.method !== method || segments.length !== given.length) continue;
    const labels = new Map<string, string>();
    const fits = segments.every((segment, position) => {
      const text = given[position] ?? '';
      if (!segment.startsWith('{')) return segment === text;
      labels.set(segment.slice(1, -1), decodeText(text));
      return text !== '';
    });
    if (fits) return { operation, labels };
  }
  return undefined;
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
