import type { Permission, Resource } from '@aws-sdk/client-lakeformation';
import type { Table } from '../../glue/duckdb/table.ts';
import type { MayRead } from '../access/may-read.ts';
import { rowPredicate } from '../access/row-predicate.ts';
import { glueType } from './iceberg-schema.ts';

/** A final table as Glue has it. */
export interface CatalogTable {
  readonly name: string;
  /** By name: Glue's type, and Iceberg's field id where Glue says it. */
  readonly columns: ReadonlyMap<string, { readonly type: string; readonly id: number | undefined }>;
}

/** What one role may read of one table: all of it, or the columns and rows of a data-cell filter. */
export interface Grant {
  readonly role: string;
  readonly table: string;
  /** Name of the data-cell filter; undefined: the whole table, without one */
  readonly filter: string | undefined;
  /** Of the filter. */
  readonly columns: readonly string[] | undefined;
  /** A predicate as `rowPredicate` writes it; undefined: all rows. */
  readonly rows: string | undefined;
  /** Of a grant that there is without a filter: how it is taken back. */
  readonly given?: Given;
}

/** A grant of a whole table, of columns or of every table, as Lake Formation has it. */
export interface Given {
  readonly resource: Resource;
  readonly permissions: readonly Permission[];
  /** Those of them that the role may hand on. */
  readonly grantable: readonly Permission[];
  /** No grant that Sluice makes: never one that a schema asks for. */
  readonly foreign: boolean;
}

export type CatalogAction =
  | { readonly do: 'create-table'; readonly table: string; readonly columns: number }
  | { readonly do: 'add-columns'; readonly table: string; readonly columns: readonly string[] }
  | { readonly do: 'grant' | 'revoke'; readonly grant: Grant }
  /** Another filter in the place of the one that a role has: at no moment both, at no moment none. */
  | { readonly do: 'change'; readonly grant: Grant; readonly before: Grant };

/** Columns whose type in the catalog can't become the contract's: nothing is done to such a table. */
export interface Retyped {
  readonly table: string;
  readonly column: string;
  readonly expected: string;
  readonly got: string;
}

export interface CatalogPlan {
  readonly actions: readonly CatalogAction[];
  readonly retyped: readonly Retyped[];
}

/** The data-cell filter of one role on one table. */
const filterName = (role: string): string => role.slice(role.lastIndexOf('/') + 1).replaceAll('-', '_');

/** The grants that the schemas ask for. @param roleOf the role of an audience */
export function wantedGrants(
  tables: readonly Pick<Table, 'name' | 'columns'>[],
  may: ReadonlyMap<string, MayRead>,
  roleOf: (audience: string) => string,
): Grant[] {
  return tables.flatMap(({ name: table, columns: all }) =>
    [...(may.get(table) ?? [])].map(([audience, { columns, rows }]): Grant => {
      const role = roleOf(audience);
      if (rows === undefined && columns.length === all.length)
        return { role, table, filter: undefined, columns: undefined, rows: undefined };
      return { role, table, filter: filterName(role), columns, rows: rows && rowPredicate(rows) };
    }),
  );
}

/** QuickSight reads whole tables with one role, to fill SPICE; the data sets that `sluice publish` makes keep its readers apart. */
export const quickSightGrants = (tables: readonly Pick<Table, 'name'>[], role: string): Grant[] =>
  tables.map(({ name: table }) => ({ role, table, filter: undefined, columns: undefined, rows: undefined }));

/**
 * What makes the catalog what the contracts and schemas say. Tables and columns are only added. In the order of the actions nobody sees for a
 * moment what neither was nor is to be seen: what is not wanted is taken back first, then columns are added, then filters change and grants
 * are given.
 * @param tables contracts
 * @param there tables of the final database
 * @param wanted grants that schemas ask for; `given`: grants that roles of the lake have
 */
export function planCatalog(
  tables: readonly Table[],
  there: readonly CatalogTable[],
  wanted: readonly Grant[],
  given: readonly Grant[],
): CatalogPlan {
  const known = new Map(there.map((table) => [table.name, table]));
  const retyped = tables.flatMap((table) => retypedColumns(table, known.get(table.name)));
  const refused = new Set(retyped.map(({ table }) => table));
  const shaped = tables.flatMap((table) => (refused.has(table.name) ? [] : shapeActions(table, known.get(table.name))));
  const [has, wants] = [new Set(given.map(textOf)), new Set(wanted.map(textOf))];
  const unwanted = given.filter((grant) => !wants.has(textOf(grant)));
  const missing = wanted.filter((grant) => !has.has(textOf(grant)));
  const changed = missing.flatMap((grant) => {
    const before = unwanted.find((one) => one.filter !== undefined && placeOf(one) === placeOf(grant));
    return before === undefined ? [] : [{ do: 'change', grant, before } as const];
  });
  const revoked = unwanted.filter((grant) => !changed.some(({ before }) => before === grant));
  const granted = missing.filter((grant) => !changed.some((one) => one.grant === grant));
  return {
    actions: [
      ...revoked.map((grant): CatalogAction => ({ do: 'revoke', grant })),
      ...shaped,
      ...changed,
      ...granted.map((grant): CatalogAction => ({ do: 'grant', grant })),
    ],
    retyped,
  };
}

const placeOf = ({ role, table, filter }: Grant): string => JSON.stringify([role, table, filter ?? null]);

const textOf = ({ role, table, filter, columns, rows, given }: Grant): string =>
  JSON.stringify([role, table, filter ?? null, columns?.toSorted() ?? null, rows ?? null, given?.foreign ?? false]);

function shapeActions(table: Table, known: CatalogTable | undefined): CatalogAction[] {
  if (known === undefined) return [{ do: 'create-table', table: table.name, columns: table.columns.length }];
  const added = table.columns.map(({ name }) => name).filter((name) => !known.columns.has(name));
  return added.length === 0 ? [] : [{ do: 'add-columns', table: table.name, columns: added }];
}

function retypedColumns(table: Table, known: CatalogTable | undefined): Retyped[] {
  return table.columns.flatMap(({ name, type }) => {
    const [expected, got] = [glueType(type), known?.columns.get(name)?.type];
    return got === undefined || got === expected || widens(got, expected)
      ? []
      : [{ table: table.name, column: name, expected, got }];
  });
}

/** The job widens decimals of one scale: https://iceberg.apache.org/spec/#schema-evolution */
function widens(before: string, after: string): boolean {
  const [narrow, wide] = [before, after].map((type) => /^decimal\((\d+),(\d+)\)$/.exec(type));
  return narrow != null && wide != null && narrow[2] === wide[2] && Number(narrow[1]) <= Number(wide[1]);
}
