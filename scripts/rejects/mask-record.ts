import { parse, type ValueNode } from '@humanwhocodes/momoa';
import { holdsSecret, secretsOf } from '../../lambda/clean/judge/secrets.ts';
import { createColumnFinder } from '../../lambda/clean/match-header.ts';
import { mask } from '../../lambda/clean/protect-value.ts';
import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';

/**
 * Masks the cells of sensitive columns, and others that hold a value of theirs; empty ones stay empty. In a record that does not fit the header nobody knows which cell is which: then every cell
 * of it is masked.
 * @param header as the file has it
 */
export function maskCells(cells: readonly string[], header: readonly string[], schema: DatasetSchema): string[] {
  const find = createColumnFinder(schema.columns);
  if (!schema.columns.some(({ sensitive }) => sensitive !== undefined)) return [...cells];
  if (cells.length !== header.length) return cells.map(() => mask);
  const isSensitive = (index: number): boolean => find(header[index] ?? '')?.sensitive !== undefined;
  const secrets = secretsOf(cells.filter((_, index) => isSensitive(index)));
  return cells.map((cell, index) => {
    const hidden = isSensitive(index) ? cell.trim() !== '' : holdsSecret(cell, secrets);
    return hidden ? mask : cell;
  });
}

/** A value of a JSON record, in its text. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly sensitive: boolean;
}

type IsSensitive = (path: readonly string[], node: ValueNode) => boolean;

/** The sensitive values of a record, whole, and the single values of all else, in order. */
function* spansOf(node: ValueNode, path: readonly string[], isSensitive: IsSensitive): Generator<Span> {
  const { start, end } = node.loc;
  if (path.length > 0 && isSensitive(path, node)) {
    // null says nothing.
    if (node.type !== 'Null') yield { start: start.offset, end: end.offset, sensitive: true };
  } else if (node.type === 'Object') {
    for (const { name, value } of node.members) {
      const key = name.type === 'String' ? name.value : name.name;
      yield* spansOf(value, [...path, key], isSensitive);
    }
  } else if (node.type === 'Array') {
    for (const { value } of node.elements) yield* spansOf(value, [...path, '[]'], isSensitive);
  } else yield { start: start.offset, end: end.offset, sensitive: false };
}

/** Names count as clean reads them: in any case, or as an alias. What stands where an object with sensitive values should is one too. */
function sensitivityOf({ columns }: DatasetSchema, sensitive: readonly Column[]): IsSensitive {
  const find = createColumnFinder(columns);
  const aliasOf = createColumnFinder(sensitive);
  const objects = createColumnFinder(
    sensitive.flatMap((column) =>
      column.path.slice(1).map((_, depth) => {
        const path = column.path.slice(0, depth + 1);
        return { ...column, name: path.join('_'), path, aliases: [] };
      }),
    ),
  );
  return (path, { type }) =>
    find(path.join('.'))?.sensitive !== undefined ||
    aliasOf(path.at(-1) ?? '') !== undefined ||
    (type !== 'Object' && objects(path.join('.')) !== undefined);
}

/** A value as text: what a string says, and the digits of a number. */
const textOf = (json: string): string => (json.startsWith('"') ? String(JSON.parse(json)) : json);

/**
 * Masks the sensitive values of a JSON record, and others that hold one of them, and leaves the rest of its text as it was, digits
 * beyond a double's too. A record that is no JSON object is masked as a whole.
 */
export function maskJson(raw: string, schema: DatasetSchema): string {
  const sensitive = schema.columns.filter((column) => column.sensitive !== undefined);
  if (sensitive.length === 0) return raw;
  const spans = readSpans(raw, sensitivityOf(schema, sensitive));
  // Nobody knows where the values of a record stand that is no JSON object.
  if (spans === undefined) return mask;
  const text = ({ start, end }: Span): string => textOf(raw.slice(start, end));
  const secrets = secretsOf(spans.filter((span) => span.sensitive).map(text));
  let [masked, from] = ['', 0];
  for (const span of spans) {
    if (!span.sensitive && !holdsSecret(text(span), secrets)) continue;
    masked += `${raw.slice(from, span.start)}"${mask}"`;
    from = span.end;
  }
  return masked + raw.slice(from);
}

function readSpans(raw: string, isSensitive: IsSensitive): readonly Span[] | undefined {
  try {
    const { body } = parse(raw, { mode: 'json' });
    return body.type === 'Object' ? [...spansOf(body, [], isSensitive)] : undefined;
  } catch {
    return undefined;
  }
}
