import type { FormulaField, FormulaParameter, FormulaScope } from '../check/formula-scope.ts';
import type { FormulaType } from '../formula-type.ts';

/** The fields that testdata's formulas and AWS's examples name. */
const columns: Readonly<Record<string, FormulaType>> = {
  'Billed Amount': 'decimal',
  City: 'geo',
  Country: 'geo',
  'Customer Region': 'string',
  'Order ID': 'string',
  Paid: 'boolean',
  Product: 'string',
  Quantity: 'integer',
  Revenue: 'decimal',
  SaleDate: 'date',
  Sales: 'decimal',
  Segment: 'string',
  'Service Line': 'string',
  SourcingType: 'string',
  State: 'geo',
  billingAddress: 'string',
  fare_amount: 'decimal',
  jsonField: 'string',
  pickUpDatetime: 'date',
  salesAmount: 'decimal',
  shipDate: 'date',
  shippingAddress: 'string',
};

const parameters: readonly [string, FormulaParameter][] = [
  ['BasePeriodStartDate', { type: 'date', several: false }],
  ['BasePeriodEndDate', { type: 'date', several: false }],
  ['Cities', { type: 'string', several: true }],
  ['Least', { type: 'decimal', several: false }],
];

/** An analysis of one data set with a column of every type. */
export const exampleScope: FormulaScope = {
  place: 'analysis',
  spice: undefined,
  columns: new Map(
    Object.entries(columns).map(([name, type]): [string, FormulaField] => [name, { type, level: 'row' }]),
  ),
  parameters: new Map(parameters),
  columnsOf: 'the data set "orders"',
  parametersOf: 'ParameterDeclarations',
};
