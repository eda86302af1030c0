import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { createColumnFinder } from '../../lambda/clean/match-header.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';

/** What stands for a value that may not be shown. */
export const mask = '***';

/**
 * Masks the cells of sensitive columns. In a record that does not fit the header nobody knows which cell is which: then every cell
 * of it is masked.
 * @param header as the file has it
 */
export function maskCells(cells: readonly string[], header: readonly string[], schema: DatasetSchema): string[] {
  const find = createColumnFinder(schema.columns);
  if (!schema.columns.some(({ sensitive }) => sensitive !== undefined)) return [...cells];
  if (cells.length !== header.length) return cells.map(() => mask);
  return cells.map((cell, index) => (find(header[index] ?? '')?.sensitive === undefined ? cell : mask));
}

type Span = readonly [start: number, end: number];

/** Where the values of sensitive columns stand in the text. Names count as clean reads them: in any case, or as an alias. */
function* sensitiveSpans(
  node: ValueNode,
  path: readonly string[],
  isSensitive: (path: readonly string[]) => boolean,
): Generator<Span> {
  if (path.length > 0 && isSensitive(path)) {
    yield [node.loc.start.offset, node.loc.end.offset];
  } else if (node.type === 'Object') {
    for (const { name, value } of node.members) {
      const key = name.type === 'String' ? name.value : name.name;
      yield* sensitiveSpans(value, [...path, key], isSensitive);
    }
  }
}

/**
 * Masks the sensitive values of a JSON record and leaves the rest of its text as it was, digits beyond a double's too. A record
 * that is no JSON object is masked as a whole.
 */
export function maskJson(raw: string, schema: DatasetSchema): string {
  const sensitive = schema.columns.filter((column) => column.sensitive !== undefined);
  if (sensitive.length === 0) return raw;
  const find = createColumnFinder(schema.columns);
  const aliasOf = createColumnFinder(sensitive);
  const isSensitive = (path: readonly string[]): boolean =>
    find(path.join('.'))?.sensitive !== undefined || aliasOf(path.at(-1) ?? '') !== undefined;
  try {
    const { body } = parse(raw, { mode: 'json' });
    if (body.type !== 'Object') return mask;
    let [masked, from] = ['', 0];
    for (const [start, end] of sensitiveSpans(body, [], isSensitive)) {
      masked += `${raw.slice(from, start)}"${mask}"`;
      from = end;
    }
    return masked + raw.slice(from);
  } catch {
    // Nobody knows where the values of a record stand that is no JSON.
    return mask;
  }
}
