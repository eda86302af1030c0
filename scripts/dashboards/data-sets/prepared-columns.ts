import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { cast, create, filter, project, rename, type Stepped } from './apply-step.ts';
import type { ExportContext } from './export-context.ts';
import { exportedColumnType } from './exported-column-type.ts';
import type { DerivedColumns } from './logical-columns.ts';
import { physicalColumns } from './physical-columns.ts';
import { type Relation, type RelationCondition, relationOf } from './relation.ts';

/**
 * The columns that a data set of the newer kind gives, whose steps stand in DataPrepConfiguration. Steps that make columns of
 * their own kind (aggregate, pivot, unpivot, append) leave them unknown; an export says them in OutputColumns.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TransformStep.html
 */
export function preparedColumns(dataSet: quicksight.DataSet, context: ExportContext): DerivedColumns {
  const {
    SourceTableMap: sources = {},
    TransformStepMap: steps = {},
    DestinationTableMap: results = {},
  } = dataSet.DataPrepConfiguration ?? {};
  const findings: DashboardFinding[] = [];
  const conditions: RelationCondition[] = [];
  const done = new Map<string, Relation | undefined>();

  const sourceOf = (id: string | undefined): Relation | undefined => {
    const { PhysicalTableId: table, DataSet: parent } = sources[id ?? ''] ?? {};
    const physical = table === undefined ? undefined : dataSet.PhysicalTableMap?.[table];
    if (table !== undefined && physical !== undefined) return physicalColumns(physical, table);
    return parent?.InputColumns === undefined ? undefined : inputColumns(parent.InputColumns);
  };

  const stepOf = (id: string | undefined): Relation | undefined => {
    if (id === undefined || done.has(id)) return done.get(id ?? '');
    done.set(id, undefined);
    const stepped = applyStep(
      steps[id] ?? {},
      ['DataPrepConfiguration', 'TransformStepMap', id],
      context,
      stepOf,
      sourceOf,
    );
    findings.push(...(stepped?.findings ?? []));
    conditions.push(...(stepped?.conditions ?? []));
    done.set(id, stepped?.relation);
    return stepped?.relation;
  };

  const relations = Object.values(results).map(({ Source: source }) => stepOf(source?.TransformOperationId));
  const known = relations.flatMap((relation) => (relation === undefined ? [] : [...relation.values()]));
  return {
    relation: relations.length === 0 || relations.includes(undefined) ? undefined : relationOf(known),
    findings,
    conditions,
  };
}

function inputColumns(columns: readonly quicksight.InputColumn[]): Relation {
  return relationOf(
    columns.flatMap(({ Name: name, Id: id, Type: type }) => {
      const aliases = id === undefined ? [] : [id];
      return name === undefined
        ? []
        : [{ name, type: exportedColumnType(type), role: undefined, aliases, formula: undefined }];
    }),
  );
}

function applyStep(
  step: quicksight.TransformStep,
  path: JsonPath,
  context: ExportContext,
  stepOf: (id: string | undefined) => Relation | undefined,
  sourceOf: (id: string | undefined) => Relation | undefined,
): Stepped | undefined {
  const before = (source: quicksight.TransformOperationSource | undefined) => stepOf(source?.TransformOperationId);
  const {
    ImportTableStep: imported,
    ProjectStep: projected,
    FiltersStep: filtered,
    CreateColumnsStep: created,
    RenameColumnsStep: renamed,
    CastColumnTypesStep: casted,
    JoinStep: joined,
  } = step;
  const plain = (relation: Relation | undefined) => (relation === undefined ? undefined : { relation, findings: [] });
  if (imported !== undefined) return plain(sourceOf(imported.Source?.SourceTableId));
  if (joined !== undefined) {
    const [left, right] = [
      overridden(before(joined.LeftOperand), joined.LeftOperandProperties),
      overridden(before(joined.RightOperand), joined.RightOperandProperties),
    ];
    return left === undefined || right === undefined
      ? undefined
      : plain(relationOf([...left.values(), ...right.values()]));
  }
  const relation = before((projected ?? filtered ?? created ?? renamed ?? casted)?.Source);
  if (relation === undefined) return undefined;
  if (projected !== undefined) {
    return project(relation, projected.ProjectedColumns ?? [], [...path, 'ProjectStep', 'ProjectedColumns'], context);
  }
  if (created !== undefined) {
    return create(relation, created.Columns ?? [], [...path, 'CreateColumnsStep', 'Columns'], context);
  }
  const renames = [...path, 'RenameColumnsStep', 'RenameColumnOperations'];
  const casts = [...path, 'CastColumnTypesStep', 'CastColumnTypeOperations'];
  const filters = [...path, 'FiltersStep', 'FilterOperations'];
  if (filtered !== undefined) return inTurn(relation, filtered.FilterOperations ?? [], filters, context, filter);
  if (renamed !== undefined) return inTurn(relation, renamed.RenameColumnOperations ?? [], renames, context, rename);
  if (casted !== undefined) return inTurn(relation, casted.CastColumnTypeOperations ?? [], casts, context, cast);
  return undefined;
}

function inTurn<Operation>(
  relation: Relation,
  operations: readonly Operation[],
  path: JsonPath,
  context: ExportContext,
  apply: (relation: Relation, operation: Operation, path: JsonPath, context: ExportContext) => Stepped,
): Stepped {
  return operations.reduce<Stepped>(
    (before, operation, position) => {
      const after = apply(before.relation, operation, [...path, position], context);
      return {
        relation: after.relation,
        findings: [...before.findings, ...after.findings],
        conditions: [...(before.conditions ?? []), ...(after.conditions ?? [])],
      };
    },
    { relation, findings: [], conditions: [] },
  );
}

/** A join gives columns other names so that no two are alike. */
function overridden(
  relation: Relation | undefined,
  properties: quicksight.JoinOperandProperties | undefined,
): Relation | undefined {
  const names = new Map(
    (properties?.OutputColumnNameOverrides ?? []).map(({ SourceColumnName: from, OutputColumnName: to }) => [from, to]),
  );
  if (relation === undefined || names.size === 0) return relation;
  return relationOf(
    [...relation.values()].map((column) => ({ ...column, name: names.get(column.name) ?? column.name })),
  );
}
