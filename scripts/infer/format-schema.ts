const widest = 120;

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** JSON on one line, with blanks as people write it. */
function onOneLine(value: unknown): string {
  if (isPlain(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const entries = Object.entries(value as object).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function format(value: unknown, indent: string, before: number, isOpen: boolean): string {
  const line = onOneLine(value);
  if (isPlain(value) || (!isOpen && before + line.length < widest) || line === '{}' || line === '[]') return line;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((item) => `${inner}${format(item, inner, inner.length, false)}`).join(',\n')}\n${indent}]`;
  const lines = Object.entries(value as object).map(([key, item]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return `${name}${format(item, inner, name.length, key === 'properties' || (key === 'x-sluice' && indent === ''))}`;
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** A schema's text as the schemas of datasets/ are written: a property on one line where it fits into 120 columns. */
export const formatSchema = (schema: Readonly<Record<string, unknown>>): string => `${format(schema, '', 0, true)}\n`;
