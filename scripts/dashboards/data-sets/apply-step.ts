import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { columnMissing } from '../findings/data-set-findings.ts';
import { duplicateId } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { ExportContext } from './export-context.ts';
import { exportedColumnType } from './exported-column-type.ts';
import {
  changed,
  type Relation,
  type RelationColumn,
  type RelationCondition,
  relationOf,
  scopeOf,
} from './relation.ts';

/** A relation after a step, and what was wrong with the step. */
export interface Stepped {
  readonly relation: Relation;
  readonly findings: readonly DashboardFinding[];
  /** Expressions of the step that make no column. */
  readonly conditions?: readonly RelationCondition[];
}

/** Leaves only the named columns, in the relation's order. */
export function project(relation: Relation, names: readonly string[], path: JsonPath, context: ExportContext): Stepped {
  const kept = new Set(names);
  return {
    relation: relationOf([...relation.values()].filter(({ name }) => kept.has(name))),
    findings: names.flatMap((name, position) => missing(relation, name, [...path, position], context)),
  };
}

/** Columns of one operation may name one another. Ids are names for formulas too. */
export function create(
  relation: Relation,
  columns: readonly quicksight.CalculatedColumn[],
  path: JsonPath,
  context: ExportContext,
): Stepped {
  const scope = scopeOf(relation);
  for (const { ColumnName: name, ColumnId: id } of columns) {
    for (const each of [name, id]) if (each !== undefined && !scope.has(each)) scope.set(each, undefined);
  }
  const findings: DashboardFinding[] = [];
  const taken = new Set(relation.keys());
  const added = columns.flatMap(({ ColumnName: name, ColumnId: id, Expression: expression }, at): RelationColumn[] => {
    if (name === undefined || expression === undefined) return [];
    if (taken.has(name)) {
      const place = [...path, at, 'ColumnName'];
      const within = `the columns of the data set "${context.identifier}"`;
      findings.push(duplicateId(context.placeOf(place), formatJsonPath(place), 'a name', name, within, undefined));
    }
    taken.add(name);
    const formula = { name, expression, path: [...path, at, 'Expression'], scope };
    return [{ name, type: undefined, role: undefined, aliases: id === undefined ? [] : [id], formula }];
  });
  return { relation: relationOf([...added, ...relation.values()]), findings };
}

/** Later formulas know the column by its new name; its id, and `table.column` as the table had it, stay. */
export function rename(
  relation: Relation,
  { ColumnName: name = '', NewColumnName: next = '' }: quicksight.RenameColumnOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  const findings = missing(relation, name, [...path, 'ColumnName'], context);
  return { relation: changed(relation, name, { name: next }), findings };
}

export function cast(
  relation: Relation,
  { ColumnName: name = '', NewColumnType: type }: quicksight.CastColumnTypeOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  return {
    relation: changed(relation, name, { type: exportedColumnType(type) }),
    findings: missing(relation, name, [...path, 'ColumnName'], context),
  };
}

export function tag(
  relation: Relation,
  { ColumnName: name = '', Tags: tags = [] }: quicksight.TagColumnOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  const role = tags.find(({ ColumnGeographicRole: each }) => each !== undefined)?.ColumnGeographicRole;
  return {
    relation: role === undefined ? relation : changed(relation, name, { role }),
    findings: missing(relation, name, [...path, 'ColumnName'], context),
  };
}

export function untag(
  relation: Relation,
  { ColumnName: name = '', TagNames: tags = [] }: quicksight.UntagColumnOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  return {
    relation: tags.includes('COLUMN_GEOGRAPHIC_ROLE') ? changed(relation, name, { role: undefined }) : relation,
    findings: missing(relation, name, [...path, 'ColumnName'], context),
  };
}

/**
 * Keeps rows by an expression, or by the values of one column; the columns stay as they are.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FilterOperation.html
 */
export function filter(
  relation: Relation,
  operation: quicksight.FilterOperation,
  path: JsonPath,
  context: ExportContext,
): Stepped {
  const { ConditionExpression: expression } = operation;
  const at = [...path, 'ConditionExpression'];
  const conditions = expression === undefined ? [] : [{ expression, path: at, scope: scopeOf(relation) }];
  const kinds = ['StringFilterCondition', 'NumericFilterCondition', 'DateFilterCondition'] as const;
  const findings = kinds.flatMap((kind) => {
    const name = operation[kind]?.ColumnName;
    return name === undefined ? [] : missing(relation, name, [...path, kind, 'ColumnName'], context);
  });
  return { relation, findings, conditions };
}

/** @param path of the name that a step gives */
function missing(relation: Relation, name: string, path: JsonPath, context: ExportContext): DashboardFinding[] {
  if (relation.has(name)) return [];
  const names = [...relation.keys()];
  const where = `the step before, in the data set "${context.identifier}"`;
  const nearest = nearestName(name, names);
  return [columnMissing(context.placeOf(path), formatJsonPath(path), name, where, nearest, names)];
}
