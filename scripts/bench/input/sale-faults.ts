import type { Sale } from './sale.ts';

/** One way to break the schema of scripts/bench/clean, and the reason that quarantine gives. */
export interface SaleFault {
  readonly kind: string;
  /** As `code@column`; a code alone is about the whole record. */
  readonly reasons: readonly string[];
  readonly spoil: (sale: Sale) => void;
}

type Text = Exclude<keyof Sale, 'shape'>;

const write = (kind: string, reason: string, field: Text, text: string): SaleFault => ({
  kind,
  reasons: [reason],
  spoil: (sale) => {
    sale[field] = text;
  },
});

/**
 * Only faults that each peer can find with some honest effort, so that all do the same work. A quote that is never closed or stands
 * inside a field is not among them: the peers would lose rows or keep them, and their figures could not be compared.
 */
export const saleFaults: readonly [SaleFault, ...SaleFault[]] = [
  write('no such day', 'date-format@sold_on', 'soldOn', '2026-02-30'),
  write('no such day, by another pattern', 'date-format@sold_on', 'soldOn', '31.04.2026'),
  write('a pattern that nobody declared', 'date-format@sold_on', 'soldOn', '2026/03/07'),
  write('unknown region', 'not-in-list@region', 'region', 'nowhere'),
  write('none sold', 'out-of-range@quantity', 'quantity', '0'),
  write('too many sold', 'out-of-range@quantity', 'quantity', '99999'),
  write('quantity in words', 'integer-format@quantity', 'quantity', 'two'),
  write('tenth of a cent', 'decimal-size@unit_price', 'unitPrice', '12.345'),
  write('price below zero', 'out-of-range@unit_price', 'unitPrice', '-4.00'),
  write('price in words', 'decimal-format@unit_price', 'unitPrice', 'free'),
  write('groups of four', 'decimal-format@unit_price', 'unitPrice', '$1,2345.00'),
  write('discount too large', 'out-of-range@discount', 'discount', '0.95'),
  write('address without a host', 'pattern@email', 'email', 'ada at example.com'),
  write('short order number', 'pattern@order_id', 'orderId', 'S12'),
  write('no product', 'missing-value@product', 'product', 'n/a'),
  write('product name too long', 'length@product', 'product', 'Nord lamp with a very long name that goes on'),
  write('neither yes nor no', 'boolean-format@online', 'online', 'maybe'),
  {
    kind: 'two at once',
    reasons: ['not-in-list@region', 'integer-format@quantity'],
    spoil: (sale) => {
      sale.region = 'NORTH';
      sale.quantity = '1.5';
    },
  },
  {
    kind: 'broken off',
    reasons: ['too-few-fields'],
    spoil: (sale) => {
      sale.shape = 'short';
    },
  },
  {
    kind: 'a delimiter too many',
    reasons: ['too-many-fields'],
    spoil: (sale) => {
      sale.shape = 'long';
    },
  },
];
