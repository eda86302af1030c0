import type { Query } from './syntax-tree.ts';

/** Names of FROM that no WITH around them defines, sorted, each once. */
export function namesRead(query: Query): string[] {
  const names = new Set<string>();
  visitQuery(query, new Set(), names);
  return [...names].sort();
}

function visitQuery(query: Query, outer: ReadonlySet<string>, names: Set<string>): void {
  const known = new Set(outer);
  for (const cte of query.ctes) {
    visitQuery(cte.query, known, names);
    known.add(cte.name.toLowerCase());
  }
  const { ctes: _, ...rest } = query;
  visit(rest, known, names);
}

/** Walks any part of the tree: queries open scopes, tables are names. */
function visit(node: unknown, known: ReadonlySet<string>, names: Set<string>): void {
  if (Array.isArray(node)) for (const part of node) visit(part, known, names);
  else if (node instanceof Map) for (const part of node.values()) visit(part, known, names);
  else if (isQuery(node)) visitQuery(node, known, names);
  else if (typeof node === 'object' && node !== null) {
    if (
      'kind' in node &&
      node.kind === 'table' &&
      'name' in node &&
      typeof node.name === 'string' &&
      !known.has(node.name.toLowerCase())
    )
      names.add(node.name);
    for (const part of Object.values(node)) visit(part, known, names);
  }
}

function isQuery(node: unknown): node is Query {
  return typeof node === 'object' && node !== null && 'ctes' in node && 'body' in node;
}
