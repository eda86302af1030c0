import type { Body, Query } from '../../../glue/duckdb/spark-sql/syntax-tree.ts';
import { type Carried, type CarriedByName, lost, renamed, type Tracing } from './carried.ts';
import { scanAll } from './scan-expression.ts';
import { traceSelect } from './trace-select.ts';

/**
 * Follows one column of one dataset through a query.
 * @param sources datasets and tables, by lower-case name; one that is not there is taken for the worst
 */
export function traceQuery(query: Query, sources: CarriedByName): Carried {
  let count = 0;
  const tracing: Tracing = {
    sources,
    query: (inner, ctes) => traceWith(inner, tracing, ctes),
    next: () => {
      count += 1;
      return count;
    },
  };
  return traceWith(query, tracing, new Map());
}

function traceWith(query: Query, tracing: Tracing, outer: CarriedByName): Carried {
  const ctes = new Map(outer);
  for (const { name, columns, query: inner } of query.ctes)
    ctes.set(name.toLowerCase(), renamed(traceWith(inner, tracing, ctes), columns));
  const traced = traceBody(query.body, tracing, ctes);
  // Which rows are the first ones depends on all of them.
  const isCut = query.limit !== undefined || query.offset !== undefined;
  return isCut && traced.reads ? lost(traced.columns) : traced;
}

function traceBody(body: Body, tracing: Tracing, ctes: CarriedByName): Carried {
  switch (body.kind) {
    case 'select':
      return traceSelect(body, tracing, ctes);
    case 'nested':
      return traceWith(body.query, tracing, ctes);
    case 'values': {
      const none = { columns: [], aliases: new Map(), parameters: new Set<string>() };
      const { reads } = scanAll(body.rows.flat(), { tracing, ctes, ...none, windows: new Map(), keys: new Set() });
      const columns = (body.rows[0] ?? []).map((_, index) => ({ name: `col${index + 1}`, type: undefined }));
      return reads ? lost(columns) : { reads, columns: columns.map((one) => ({ ...one, key: false, mixed: false })) };
    }
    case 'set':
      return traceSet(body, tracing, ctes);
  }
}

/** Rows of both sides by place: a key has to be one, of one type, on every side that reads the dataset. */
function traceSet(body: Extract<Body, { kind: 'set' }>, tracing: Tracing, ctes: CarriedByName): Carried {
  const [left, right] = [traceBody(body.left, tracing, ctes), traceBody(body.right, tracing, ctes)];
  const reading = [left, right].filter(({ reads }) => reads);
  const columns = left.columns.map(({ name, type, mixed }, index) => {
    const other = right.columns[index];
    const isOneType = type !== undefined && type === other?.type;
    const key = isOneType && reading.length > 0 && reading.every((side) => side.columns[index]?.key === true);
    return { name, type: isOneType ? type : undefined, key, mixed: mixed || (other?.mixed ?? true) };
  });
  if (reading.length === 0) return { reads: false, columns };
  const comparesRows = body.operator !== 'union' || !body.all;
  const isBroken = !columns.some(({ key }) => key) || (comparesRows && columns.some(({ mixed }) => mixed));
  return isBroken ? lost(columns) : { reads: true, columns };
}
