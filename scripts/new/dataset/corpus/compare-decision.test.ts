import { describe, expect, it } from 'vitest';
import { compareDecision } from './compare-decision.ts';
import type { CorpusColumn, CorpusType } from './corpus-source.ts';

const column = (header: string, ...types: CorpusType[]): CorpusColumn => ({ header, types });
const gotOf = (property: object) =>
  compareDecision({ properties: { a: property } }, [column('a', 'string')]).columns[0]?.got;

describe('compareDecision', () => {
  it.each([
    [{ type: 'integer' }, 'integer'],
    [{ type: ['number', 'null'] }, 'number'],
    [{ type: ['null', 'boolean'] }, 'boolean'],
    [{ type: 'string' }, 'string'],
    [{ type: ['string', 'null'], format: 'date' }, 'date'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ type: 'string', format: 'decimal' }, 'decimal'],
    [{ type: 'string', format: 'uuid' }, 'string'],
    [{ type: 'array', items: { type: 'integer' } }, 'string'],
    [{ type: 'object' }, 'string'],
    [{ anyOf: [{ type: 'integer' }, { type: 'null' }] }, 'integer'],
    [{ type: ['integer', 'string'] }, undefined],
    [{}, undefined],
  ])('reads %j as %s', (property, expected) => {
    expect(gotOf(property)).toBe(expected);
  });

  it('agrees with each acceptable type, and no other', () => {
    const schema = { properties: { price: { type: 'string', format: 'decimal' }, count: { type: 'number' } } };
    expect(compareDecision(schema, [column('price', 'number', 'decimal'), column('count', 'integer')]).columns).toEqual(
      [
        { header: 'price', expected: ['number', 'decimal'], got: 'decimal', agrees: true },
        { header: 'count', expected: ['integer'], got: 'number', agrees: false },
      ],
    );
  });

  it('counts a missing column as a disagreement', () => {
    const { columns } = compareDecision({ properties: {} }, [column('a', 'string')]);
    expect(columns).toEqual([{ header: 'a', expected: ['string'], got: undefined, agrees: false }]);
    expect(compareDecision(null, [column('a', 'string')]).columns[0]?.agrees).toBe(false);
  });

  it('meets columns by snake_case name and by alias', () => {
    const schema = {
      properties: {
        body_mass_g: { type: 'integer' },
        city: { type: 'string', 'x-sluice': { aliases: ['Ville'] } },
      },
    };
    const { columns } = compareDecision(schema, [column('Body Mass (g)', 'integer'), column('Ville', 'string')]);
    expect(columns.every(({ agrees }) => agrees)).toBe(true);
  });

  it('takes an alias before a name', () => {
    const schema = {
      properties: { total: { type: 'integer' }, total_2: { type: 'number', 'x-sluice': { aliases: ['Total'] } } },
    };
    expect(compareDecision(schema, [column('Total', 'number')]).columns[0]?.got).toBe('number');
  });

  it('meets a column without a usable header by its place', () => {
    const schema = { properties: { row: { type: 'integer' }, name: { type: 'string' } } };
    const unnamed = { header: '', types: ['integer'], position: 0 } as const;
    expect(compareDecision(schema, [unnamed]).columns[0]?.agrees).toBe(true);
    expect(compareDecision(schema, [{ ...unnamed, position: 2 }]).columns[0]?.agrees).toBe(false);
    expect(compareDecision(schema, [column('', 'integer')]).columns[0]?.got).toBeUndefined();
  });

  it('finds nested leaves by their path', () => {
    const schema = { properties: { place: { type: 'object', properties: { postalCode: { type: 'string' } } } } };
    expect(compareDecision(schema, [column('place.postalCode', 'string')]).columns[0]?.agrees).toBe(true);
  });

  it('counts keys and personal columns apart from types', () => {
    const schema = {
      'x-sluice': { primaryKey: ['id', 'day'] },
      properties: {
        id: { type: 'string' },
        day: { type: 'string', format: 'date' },
        line: { type: 'integer' },
        mail: { type: 'string', 'x-sluice': { sensitive: 'mask' } },
        name: { type: 'string' },
      },
    };
    const columns: CorpusColumn[] = [
      { header: 'id', types: ['integer'], key: true },
      { header: 'day', types: ['date'] },
      { header: 'line', types: ['integer'], key: true },
      { header: 'mail', types: ['string'] },
      { header: 'name', types: ['string'], personal: 'name' },
    ];
    const { keys, personal, columns: decisions } = compareDecision(schema, columns);
    expect(keys).toEqual({ right: ['id'], missed: ['line'], extra: ['day'] });
    expect(personal).toEqual({ right: [], missed: ['name'], extra: ['mail'] });
    expect(decisions.map(({ agrees }) => agrees)).toEqual([false, true, true, true, true]);
  });

  it('takes a primary key of one column written without a list', () => {
    const schema = { 'x-sluice': { primaryKey: 'id' }, properties: { id: { type: 'string' } } };
    expect(compareDecision(schema, [{ header: 'id', types: ['string'], key: true }]).keys.right).toEqual(['id']);
  });
});
