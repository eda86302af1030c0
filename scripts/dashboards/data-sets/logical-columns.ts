import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { sourceMissing } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { cast, create, filter, project, rename, type Stepped, tag, untag } from './apply-step.ts';
import type { ExportContext } from './export-context.ts';
import { physicalColumns } from './physical-columns.ts';
import { type Relation, type RelationCondition, relationOf } from './relation.ts';

/** A data set's columns; undefined where they come from another data set, whose columns its own file would tell. */
export interface DerivedColumns {
  readonly relation: Relation | undefined;
  readonly findings: readonly DashboardFinding[];
  /** Expressions of filters, each over the columns of the step before. */
  readonly conditions: readonly RelationCondition[];
}

/**
 * The columns that a data set gives: its physical tables, joined and transformed as its logical tables say.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_LogicalTable.html
 * @param parents columns of other data sets, by ARN
 */
export function logicalColumns(
  { PhysicalTableMap: physical = {}, LogicalTableMap: logical = {} }: quicksight.DataSet,
  context: ExportContext,
  parents: ReadonlyMap<string, Relation> = new Map(),
): DerivedColumns {
  const findings: DashboardFinding[] = [];
  const conditions: RelationCondition[] = [];
  const done = new Map<string, Relation | undefined>();

  const noSuch = (what: string, id: string, known: Iterable<string>, path: JsonPath): undefined => {
    findings.push(sourceMissing(context.placeOf(path), formatJsonPath(path), what, id, nearestName(id, known)));
  };

  const sourceOf = (source: quicksight.LogicalTableSource, path: JsonPath): Relation | undefined => {
    const { PhysicalTableId: id, JoinInstruction: join, DataSetArn: arn } = source;
    if (id !== undefined) {
      const table = physical[id];
      if (table !== undefined) return physicalColumns(table, id);
      return noSuch('a key of PhysicalTableMap', id, Object.keys(physical), [...path, 'PhysicalTableId']);
    }
    if (join === undefined) return arn === undefined ? undefined : parents.get(arn);
    const [left, right] = (['LeftOperand', 'RightOperand'] as const).map((side) => {
      const operand = join[side] ?? '';
      if (logical[operand] !== undefined) return tableOf(operand);
      return noSuch('a key of LogicalTableMap', operand, Object.keys(logical), [...path, 'JoinInstruction', side]);
    });
    if (left === undefined || right === undefined) return undefined;
    return relationOf([...left.values(), ...right.values()]);
  };

  const tableOf = (id: string): Relation | undefined => {
    if (done.has(id)) return done.get(id);
    // A table that stands in its own source is met again here: it has no columns then.
    done.set(id, undefined);
    const { Source: source = {}, DataTransforms: transforms = [], Alias: alias } = logical[id] ?? {};
    const at = ['LogicalTableMap', id];
    const begun = sourceOf(source, [...at, 'Source']);
    let relation = begun === undefined ? undefined : named(begun, [id, alias]);
    for (const [position, transform] of transforms.entries()) {
      if (relation === undefined) break;
      const stepped = applyTransform(relation, transform, [...at, 'DataTransforms', position], context);
      findings.push(...stepped.findings);
      conditions.push(...(stepped.conditions ?? []));
      relation = stepped.relation;
    }
    const result = relation === undefined ? undefined : named(relation, [id, alias]);
    done.set(id, result);
    return result;
  };

  const used = new Set(
    Object.values(logical).flatMap(({ Source: source }) => [
      source?.JoinInstruction?.LeftOperand,
      source?.JoinInstruction?.RightOperand,
    ]),
  );
  const all = Object.keys(logical);
  const results = all.filter((id) => !used.has(id)).map(tableOf);
  // Operands that nobody could reach from a result are judged too.
  all.forEach(tableOf);
  if (all.length === 0) {
    const tables = Object.entries(physical).map(([id, table]) => physicalColumns(table, id));
    return { relation: relationOf(tables.flatMap((table) => [...table.values()])), findings, conditions };
  }
  const known = results.flatMap((relation) => (relation === undefined ? [] : [...relation.values()]));
  const unknown = results.length === 0 || results.includes(undefined);
  return { relation: unknown ? undefined : relationOf(known), findings, conditions };
}

/** Formulas may call a column `<logical table's id or alias>.<column>`. */
function named(relation: Relation, tables: readonly (string | undefined)[]): Relation {
  return relationOf(
    [...relation.values()].map((column) => {
      const more = tables.flatMap((table) => (table === undefined ? [] : `${table}.${column.name}`));
      return { ...column, aliases: [...column.aliases, ...more] };
    }),
  );
}

function applyTransform(
  relation: Relation,
  transform: quicksight.TransformOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  const {
    ProjectOperation: projected,
    CreateColumnsOperation: created,
    RenameColumnOperation: renamed,
    CastColumnTypeOperation: casted,
    TagColumnOperation: tagged,
    UntagColumnOperation: untagged,
    FilterOperation: filtered,
  } = transform;
  if (projected !== undefined) {
    return project(
      relation,
      projected.ProjectedColumns ?? [],
      [...path, 'ProjectOperation', 'ProjectedColumns'],
      context,
    );
  }
  if (created !== undefined) {
    return create(relation, created.Columns ?? [], [...path, 'CreateColumnsOperation', 'Columns'], context);
  }
  if (renamed !== undefined) return rename(relation, renamed, [...path, 'RenameColumnOperation'], context);
  if (casted !== undefined) return cast(relation, casted, [...path, 'CastColumnTypeOperation'], context);
  if (tagged !== undefined) return tag(relation, tagged, [...path, 'TagColumnOperation'], context);
  if (filtered !== undefined) return filter(relation, filtered, [...path, 'FilterOperation'], context);
  if (untagged !== undefined) return untag(relation, untagged, [...path, 'UntagColumnOperation'], context);
  return { relation, findings: [] };
}
