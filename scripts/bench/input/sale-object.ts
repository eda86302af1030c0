import type { Sale } from './sale.ts';

const numberForm = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A number where the text is one, written as it is; null for no text. */
const token = (text: string): string => (numberForm.test(text) ? text : text === '' ? 'null' : JSON.stringify(text));

const truth = (text: string): string => (text === 'true' || text === 'false' ? text : JSON.stringify(text));

/** A sale as nested JSON on one line; a broken-off one ends in the middle, a long one holds its amounts in words. */
export function saleObject(sale: Sale): string {
  const { orderId, soldOn, region, product, quantity, unitPrice, discount, email, note, online, shape } = sale;
  const item = `{"product":${JSON.stringify(product)},"quantity":${token(quantity)},"unit_price":${token(unitPrice)},"discount":${token(discount)}}`;
  const head = `{"order_id":"${orderId}","sold_on":"${soldOn}","region":"${region}","item":${item}`;
  if (shape === 'short') return head.slice(0, -20);
  const customer = shape === 'long' ? '{}' : `{"email":${token(email)},"id":"C${orderId.slice(1)}"}`;
  return `${head},"customer":${customer},"note":${token(note)},"online":${truth(online)}}`;
}
