import type { LogicalTable, PhysicalTable, TransformOperation } from '@aws-sdk/client-quicksight';
import type { DataSetBody } from '../request/data-set-request.ts';

type Shape = Pick<DataSetBody, 'PhysicalTableMap' | 'LogicalTableMap'> &
  Partial<Pick<DataSetBody, 'ColumnLevelPermissionRules'>>;

/**
 * A data set as it is wanted, with the columns that it shows now besides: a dashboard that is live goes on, until the version that does
 * without them is published. Final tables only gain columns, so they are still there to be read. Of a data set that is not one table of the
 * catalog, or of another one than before, nothing is kept: its columns can't be told apart, or are not there. Nor is a column kept that a
 * rule, live or wanted, shows to some alone, or that is computed from one: without its rule everybody would see it
 * (https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-column-level-security.html).
 * @param columns names of the columns to keep
 */
export function keepColumns(wanted: DataSetBody, live: Shape, columns: readonly string[]): DataSetBody {
  const lost = columns.filter((column) => !isRestricted(column, wanted, live));
  const [table, logical] = [onlyOf(wanted.PhysicalTableMap), onlyOf(wanted.LogicalTableMap)];
  const [liveTable, liveLogical] = [onlyOf(live.PhysicalTableMap), onlyOf(live.LogicalTableMap)];
  if (table === undefined || logical === undefined || liveTable === undefined || liveLogical === undefined)
    return wanted;
  if (!isSameTable(table[1], liveTable[1])) return wanted;
  return {
    ...wanted,
    PhysicalTableMap: { [table[0]]: withInputs(table[1], liveTable[1], lost) },
    LogicalTableMap: { [logical[0]]: withTransforms(logical[1], liveLogical[1], lost) },
  };
}

/** Only then are the columns still there to be read. */
function isSameTable({ RelationalTable: one }: PhysicalTable, { RelationalTable: other }: PhysicalTable): boolean {
  if (one === undefined || other === undefined) return false;
  return one.Name === other.Name && one.Schema === other.Schema && one.DataSourceArn === other.DataSourceArn;
}

function isRestricted(column: string, wanted: Shape, live: Shape): boolean {
  const rules = [...(wanted.ColumnLevelPermissionRules ?? []), ...(live.ColumnLevelPermissionRules ?? [])];
  const restricted = rules.flatMap(({ ColumnNames = [] }) => ColumnNames);
  const formulas = Object.values(live.LogicalTableMap ?? {})
    .flatMap(({ DataTransforms = [] }) => DataTransforms)
    .flatMap(({ CreateColumnsOperation: create }) => create?.Columns ?? [])
    .filter(({ ColumnName }) => ColumnName === column)
    .map(({ Expression = '' }) => Expression);
  // A name inside another one hides more than it has to.
  return restricted.some((name) => name === column || formulas.some((formula) => formula.includes(name)));
}

function onlyOf<Value>(map: Readonly<Record<string, Value>> | undefined): readonly [string, Value] | undefined {
  const entries = Object.entries(map ?? {});
  return entries.length === 1 ? entries[0] : undefined;
}

function withInputs(table: PhysicalTable, live: PhysicalTable, lost: readonly string[]): PhysicalTable {
  const relation = table.RelationalTable;
  if (relation === undefined) return table;
  const kept = (live.RelationalTable?.InputColumns ?? []).filter(({ Name }) => lost.includes(Name ?? ''));
  return { RelationalTable: { ...relation, InputColumns: [...(relation.InputColumns ?? []), ...kept] } };
}

/** Casts, computed columns and roles of what is kept go before the last step, which says what is shown. */
function withTransforms(table: LogicalTable, live: LogicalTable, lost: readonly string[]): LogicalTable {
  const isLost = (name: string | undefined) => lost.includes(name ?? '');
  const kept = (live.DataTransforms ?? []).flatMap((operation): TransformOperation[] => {
    const { CreateColumnsOperation: create, CastColumnTypeOperation: cast, TagColumnOperation: tag } = operation;
    if (create !== undefined) {
      const Columns = (create.Columns ?? []).filter(({ ColumnName }) => isLost(ColumnName));
      return Columns.length === 0 ? [] : [{ CreateColumnsOperation: { Columns } }];
    }
    return isLost(cast?.ColumnName ?? tag?.ColumnName) ? [operation] : [];
  });
  const own = table.DataTransforms ?? [];
  const shown = own.flatMap(({ ProjectOperation: project }) => project?.ProjectedColumns ?? []);
  return {
    ...table,
    DataTransforms: [
      ...own.filter(({ ProjectOperation }) => ProjectOperation === undefined),
      ...kept,
      { ProjectOperation: { ProjectedColumns: [...shown, ...lost] } },
    ],
  };
}
