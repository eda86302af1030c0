import { csvRecords } from './csv-records.ts';
import { customerColumns, customers } from './customers.ts';
import type { Sale } from './sale.ts';
import { saleObject } from './sale-object.ts';
import { sales } from './sales.ts';
import type { Input } from './write-input.ts';

/** Names as an exporting program writes them, which the schema has otherwise. */
const salesHeader = 'Order ID,Sold On,REGION,Product Name,Qty,Unit Price ($),Discount,E-Mail,Note,Online\n';

function* saleRows(seed: number): Generator<string[]> {
  for (const sale of sales(seed)) yield fieldsOf(sale);
}

function fieldsOf(sale: Sale): string[] {
  const { orderId, soldOn, region, product, quantity, unitPrice, discount, email, note, online, shape } = sale;
  const fields = [orderId, soldOn, region, product, quantity, unitPrice, discount, email, note, online];
  if (shape === 'short') return fields.slice(0, 5);
  return shape === 'long' ? [...fields, 'x'] : fields;
}

/** Ten columns, about a hundred bytes a row. */
export const salesCsv = (seed: number): Input => ({
  name: `sales-${seed}`,
  ending: 'csv',
  header: salesHeader,
  records: () => csvRecords(saleRows(seed), seed),
});

/** The same sales as nested JSON. */
export const salesNdjson = (seed: number): Input => ({
  name: `sales-${seed}`,
  ending: 'ndjson',
  header: '',
  *records() {
    for (const sale of sales(seed)) yield `${saleObject(sale)}\n`;
  },
});

/** Thirty columns, mostly text, about 430 bytes a row. */
export const customersCsv = (seed: number): Input => ({
  name: `customers-${seed}`,
  ending: 'csv',
  header: `${customerColumns.join(',')}\n`,
  records: () => csvRecords(customers(seed), seed),
});
