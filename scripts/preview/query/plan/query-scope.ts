import type { ColumnType } from '../../../../lambda/schema/column-type.ts';
import { parseExpression } from '../../../formula/parse-expression.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import type { Column, Dimension, Scope } from '../expression/scope.ts';
import { stages, type Value, type ValueType } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { DataSetRelation } from '../relation.ts';
import { sqlName } from '../sql-text.ts';
import { RowSteps } from './row-steps.ts';

/** What all queries over one data set have in common. */
export interface QuerySource {
  readonly relation: DataSetRelation;
  /** Calculated fields of the definition over this data set, by name. */
  readonly calculations: ReadonlyMap<string, string>;
  /** Parameters' values now, by name. */
  readonly parameters: ReadonlyMap<string, Value>;
  readonly now: string;
  readonly weekStart: number;
}

const valueTypes: Readonly<Record<ColumnType['kind'], ValueType>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'date',
};

/** One grouping of a query's rows: what the visual's measures, a ranking or a total are compiled in. */
export class QueryScope implements Scope {
  readonly source: QuerySource;
  readonly rows: RowSteps;
  readonly dimensions: readonly Dimension[];
  readonly #aggregates: string[] = [];
  readonly #tables: { readonly name: string; readonly sql: string; readonly at: number }[] = [];
  readonly #known = new Map<string, Value>();
  readonly #resolving: string[] = [];

  constructor(source: QuerySource, rows = new RowSteps(), dimensions: readonly Dimension[] = []) {
    this.source = source;
    this.rows = rows;
    this.dimensions = dimensions;
  }

  /** The same rows, grouped otherwise. */
  grouping(dimensions: readonly Dimension[]): QueryScope {
    return new QueryScope(this.source, this.rows, dimensions);
  }

  get now(): string {
    return this.source.now;
  }

  get weekStart(): number {
    return this.source.weekStart;
  }

  field(name: string): Value {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const value = this.#column(name) ?? this.#calculation(name);
    this.#known.set(name, value);
    return value;
  }

  #column(name: string): Value | undefined {
    const { columns } = this.source.relation;
    const column = columns.find((each) => each.name === name) ?? columns.find((each) => name.endsWith(`.${each.name}`));
    if (column === undefined || this.source.calculations.has(name)) return undefined;
    this.rows.use(column.name);
    return { sql: sqlName(column.name), type: valueTypes[column.type.kind], at: stages.row };
  }

  #calculation(name: string): Value {
    const { calculations, relation } = this.source;
    const text = calculations.get(name) ?? relation.calculatedColumns?.find((each) => each.name === name)?.expression;
    if (text === undefined)
      throw new NotDrawable(`there is no column or calculated field "${name}" in table ${relation.table}`);
    if (this.#resolving.includes(name)) {
      throw new NotDrawable(`calculated fields go round in a circle: ${[...this.#resolving, name].join(' -> ')}`);
    }
    const parsed = parseExpression(text);
    if ('error' in parsed) {
      const { offset, expected, got } = parsed.error;
      throw new NotDrawable(`calculated field "${name}", character ${offset + 1}: expected ${expected}, got ${got}`);
    }
    this.#resolving.push(name);
    const value = compileExpression(parsed.ast, this);
    this.#resolving.pop();
    return value;
  }

  parameter(name: string): Value {
    const value = this.source.parameters.get(name);
    if (value === undefined) throw new NotDrawable(`there is no parameter "${name}"`);
    return value;
  }

  rowColumn(sql: string, at: number): Column {
    return this.rows.add(sql, at);
  }

  aggregateColumn(sql: string): string {
    const known = this.#aggregates.indexOf(sql);
    return `_a${known === -1 ? this.#aggregates.push(sql) - 1 : known}`;
  }

  tableColumn(sql: string, at: number): Column {
    const known = this.#tables.find((column) => column.sql === sql && column.at === at + 1);
    if (known !== undefined) return { sql: known.name, at: known.at };
    const column = { name: `_c${this.#tables.length}`, sql, at: at + 1 };
    this.#tables.push(column);
    return { sql: column.name, at: column.at };
  }

  /** The aggregates so far, as columns of a SELECT over the rows. */
  get aggregateColumns(): readonly string[] {
    return this.#aggregates.map((sql, index) => `${sql} AS _a${index}`);
  }

  /** The table calculations so far, as columns of one SELECT a step, in order. */
  get tableSteps(): readonly (readonly string[])[] {
    const steps = Map.groupBy(this.#tables, (column) => column.at);
    return [...steps]
      .sort(([first], [second]) => first - second)
      .map(([, columns]) => columns.map((column) => `${column.sql} AS ${column.name}`));
  }
}
