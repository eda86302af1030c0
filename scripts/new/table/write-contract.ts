import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { DraftedShape } from './drafted-column.ts';

/** Line width of Biome's, which formats these files. */
const width = 120;

/** table.json of a draft, laid out as Biome lays it out. */
export function writeContract({ title, description, owner, columns, key, partitions }: DraftedShape): string {
  const head = Object.entries({ $schema: '../../duckdb/table.schema.json', title, description, owner });
  const lines = columns.map((column) =>
    object([
      ['name', column.name],
      ['type', engineTypes(column.type).spark],
      ['nullable', column.nullable],
      ['description', column.description],
      ...(column.unit === undefined ? [] : [['unit', column.unit] as const]),
    ]),
  );
  return [
    '{',
    ...head.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    '  "columns": [',
    lines.join(',\n'),
    '  ],',
    `  ${list('key', key)},`,
    `  ${list('partitions', partitions)},`,
    '  "rebuild": "full"',
    '}',
    '',
  ].join('\n');
}

function object(entries: readonly (readonly [string, string | boolean])[]): string {
  const fields = entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const short = `    { ${fields.join(', ')} }`;
  // The comma behind it counts.
  if (short.length + 1 <= width) return short;
  return `    {\n${fields.map((field) => `      ${field}`).join(',\n')}\n    }`;
}

function list(name: string, values: readonly string[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  const short = `${JSON.stringify(name)}: [${texts.join(', ')}]`;
  if (short.length + 3 <= width) return short;
  return `${JSON.stringify(name)}: [\n${texts.map((text) => `    ${text}`).join(',\n')}\n  ]`;
}
