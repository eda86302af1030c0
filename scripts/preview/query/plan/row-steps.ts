import type { Column } from '../expression/scope.ts';

/** A column that is computed from the rows of the step before. */
interface AddedColumn {
  readonly name: string;
  readonly sql: string;
  /** The step that computes it. */
  readonly at: number;
}

/** Columns that a query adds to its data set's rows, step by step, before they are grouped. The same column is added once. */
export class RowSteps {
  readonly #columns: AddedColumn[] = [];
  readonly #used = new Set<string>();

  /** Notes that the query reads a column of the data set. */
  use(column: string): void {
    this.#used.add(column);
  }

  /** Columns of the data set that the query reads. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  /** Some aggregate counts one row of each group: rows must not be taken away after they were numbered. */
  get hasRowNumbers(): boolean {
    return this.#columns.some((column) => column.sql.startsWith('row_number()'));
  }

  /** @param at the step whose rows have all that `sql` names */
  add(sql: string, at: number): Column {
    const known = this.#columns.find((column) => column.sql === sql && column.at === at + 1);
    if (known !== undefined) return { sql: known.name, at: known.at };
    const column = { name: `_w${this.#columns.length}`, sql, at: at + 1 };
    this.#columns.push(column);
    return { sql: column.name, at: column.at };
  }

  /** Columns of the steps from `from` (inclusive) to `to` (exclusive), a list a step, in order. */
  between(from: number, to: number): readonly (readonly AddedColumn[])[] {
    const steps = Map.groupBy(
      this.#columns.filter((column) => column.at >= from && column.at < to),
      (column) => column.at,
    );
    return [...steps].sort(([first], [second]) => first - second).map(([, columns]) => columns);
  }
}
