import { expect, test } from 'vitest';
import { likeness } from './link-names.ts';
import { namesThings, singular } from './source.ts';

test.each([
  ['customer_id', 'customers', 'id', 3],
  ['customer', 'customers', 'id', 3],
  ['billing_customer_id', 'customers', 'id', 2],
  ['customer_id', 'dim_customers', 'id', 3],
  ['country_code', 'countries', 'code', 3],
  ['home_region', 'regions', 'region', 2],
  ['item', 'items', 'item', 3],
  ['sku', 'products', 'sku', 3],
  ['id', 'customers', 'id', 0],
  ['name', 'customers', 'name', 0],
  ['day', 'calendar', 'day', 3],
  ['day', 'sales', 'day', 0],
  ['customer_id', 'suppliers', 'id', 0],
  ['amount', 'customers', 'id', 0],
])('%s to %s.%s: %i', (own, name, other, score) => {
  expect(likeness(own, { name, key: name === 'calendar' ? ['day'] : ['id'] }, other)).toBe(score);
});

test('one of many', () => {
  const many = ['sales_records', 'categories', 'addresses', 'boxes', 'status', 'regions', '_runs', 'staff'];
  expect(many.map(singular)).toEqual([
    'sales_record',
    'category',
    'address',
    'box',
    'status',
    'region',
    'run',
    'staff',
  ]);
});

test('what names things has no range', () => {
  expect(['id', 'order_id', 'postcode', 'zip_code', 'sku'].every(namesThings)).toBe(true);
  expect(['paid', 'width', 'encoded', 'idle_s', 'quantity'].some(namesThings)).toBe(false);
});
