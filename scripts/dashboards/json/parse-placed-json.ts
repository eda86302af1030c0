import type { Place } from '../../../lambda/schema/finding.ts';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { writtenLength } from '../../../lambda/schema/written-length.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { duplicateKey, jsonSyntax } from '../findings/file-findings.ts';
import { indexPlaces, type PlacedNode } from './index-places.ts';
import type { PlacedJson } from './placed-json.ts';

/** Deeper nesting is refused: no definition needs it, and what walks it recurses. */
const deepest = 200;

/**
 * Reads JSON text and keeps the place of every value. A byte order mark is skipped.
 * @param text the whole file
 * @param file its path as messages show it
 * @returns the document, or a finding for each broken or repeated thing
 */
export async function parsePlacedJson(
  text: string,
  file: string,
): Promise<{ document: PlacedJson } | { findings: readonly DashboardFinding[] }> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const value = isShallow(body) ? parsed(body) : undefined;
  if (value === undefined) return { findings: await syntaxFindings(text, file) };
  const { root, repeated } = indexPlaces(body);
  const placeAt = placer(body, file);
  if (repeated.length > 0) {
    return {
      findings: repeated.map(({ offset, first, key }) =>
        duplicateKey(placeAt(offset), {
          subject: key,
          got: `a second ${JSON.stringify(key)} (the first is in line ${placeAt(first).line})`,
        }),
      ),
    };
  }
  return {
    document: {
      value: value.parsed,
      placeOf: (path) => placeAt(nearest(root, path).start),
      placeOfKey: (path) => {
        const node = nearest(root, path);
        return placeAt(node.key ?? node.start);
      },
      placeInText: (path, offset) => {
        const { start } = nearest(root, path);
        return placeAt(start + writtenLength(body, start, offset));
      },
    },
  };
}

function parsed(text: string): { parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The parser that says where a mistake is takes long to load, and is needed for mistakes only. */
async function syntaxFindings(text: string, file: string): Promise<readonly DashboardFinding[]> {
  const { parseJsonDocument } = await import('../../../lambda/schema/json-document.ts');
  const read = parseJsonDocument(text, file);
  if ('document' in read) throw new RangeError(`${file}: expected a mistake in the JSON, got none`);
  return read.findings.map(({ place, got }) => jsonSyntax(place, got ?? 'something else'));
}

function isShallow(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at++; at < text.length && text.charCodeAt(at) !== 34; at++) if (text.charCodeAt(at) === 92) at++;
    } else if (code === 123 || code === 91) {
      if (++depth > deepest) return false;
    } else if (code === 125 || code === 93) depth--;
  }
  return true;
}

function nearest(root: PlacedNode, path: JsonPath): PlacedNode {
  let node = root;
  for (const key of path) {
    const { inside } = node;
    const next = inside instanceof Map ? inside.get(String(key)) : childAt(inside, key);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function childAt(inside: PlacedNode['inside'], key: string | number): PlacedNode | undefined {
  return Array.isArray(inside) ? inside[Number(key)] : undefined;
}

/** Lines and columns count from 1; lines end with LF, CR LF or CR. */
function placer(text: string, file: string): (offset: number) => Place {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
