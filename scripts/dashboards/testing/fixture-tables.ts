import type { TableColumn } from '../../../glue/duckdb/table.ts';
import { parseColumnType } from '../../../lambda/schema/column-type.ts';
import type { Tables } from '../dashboard.ts';

/** The tables that testdata's data sets name: a column of each kind. */
export const fixtureTables: Tables = new Map([
  [
    'orders',
    columns({ order_id: 'string', day: 'date', region: 'string', revenue_usd: 'decimal(14,2)', paid: 'boolean' }),
  ],
  ['regions', columns({ region: 'string', latitude: 'double', longitude: 'double' })],
]);

function columns(types: Readonly<Record<string, string>>): { readonly columns: readonly TableColumn[] } {
  return {
    columns: Object.entries(types).map(([name, text]) => {
      const type = parseColumnType(text);
      if (type === undefined) throw new RangeError(`expected a Spark type, got ${text}`);
      return { name, type, nullable: true, description: '', unit: undefined };
    }),
  };
}
