import type { Table } from '../../../glue/duckdb/table.ts';
import { describeAction } from '../../catalog/describe-action.ts';
import type { CatalogAction, CatalogPlan, CatalogTable } from '../../catalog/plan-catalog.ts';
import { type DriftFinding, findings } from '../findings.ts';

/** Which lake: for messages. */
interface Place {
  readonly environment: string;
  /** Of final tables. */
  readonly database: string;
}

/** What the catalog and its grants lack of contracts and schemas, and what they have beyond them. Pure. @param there tables of the final database */
export function compareCatalog(
  tables: readonly Table[],
  there: readonly CatalogTable[],
  { actions, retyped }: CatalogPlan,
  { environment, database }: Place,
): DriftFinding[] {
  const contracts = new Map(tables.map((table) => [table.name, table]));
  const planned = actions.flatMap((action) => ofAction(action, { environment, database }));
  const shaped = there.flatMap(({ name, columns }): DriftFinding[] => {
    const contract = contracts.get(name);
    if (contract === undefined) return [findings.tableExtra(name, database)];
    const known = new Set(contract.columns.map((column) => column.name));
    const missing = contract.columns
      .filter((column) => !columns.has(column.name))
      .map((column) => findings.columnMissing(name, column.name, environment));
    const extra = [...columns]
      .filter(([column]) => !known.has(column))
      .map(([column, { type }]) => findings.columnExtra(name, column, type));
    return [...missing, ...extra];
  });
  const other = retyped.map(({ table, column, expected, got }) => findings.columnRetyped(table, column, expected, got));
  return [...planned, ...other, ...shaped];
}

function ofAction(action: CatalogAction, { environment, database }: Place): DriftFinding[] {
  switch (action.do) {
    case 'create-table':
      return [findings.tableMissing(action.table, database, environment)];
    // Below: the plan adds none to a table with a column of another type.
    case 'add-columns':
      return [];
    case 'change':
    case 'grant':
    case 'revoke':
      return [findings.accessDiffers(action.grant.table, describeAction(action), environment)];
  }
}
