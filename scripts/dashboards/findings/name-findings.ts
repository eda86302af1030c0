import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { type DashboardFinding, error, meant, some } from './dashboard-finding.ts';

/** @param what a VisualId, a parameter name; @param first line of the one that came first */
export const duplicateId = (
  place: Place,
  path: string,
  what: string,
  id: string,
  within: string,
  first: number | undefined,
): DashboardFinding =>
  error('duplicate-id', place, {
    subject: path,
    expected: `${what} that is unique in ${within}`,
    got: `${quote(id)} again${first === undefined ? '' : ` (first in line ${first})`}`,
    fix: 'rename one of the two, and what refers to it',
  });

export const sheetMissing = (place: Place, path: string, id: string, nearest: string | undefined): DashboardFinding =>
  error('sheet-missing', place, {
    subject: path,
    expected: 'the SheetId of a sheet',
    got: quote(id),
    fix: meant(nearest, 'name a sheet of this definition'),
  });

export const visualMissing = (place: Place, path: string, id: string, nearest: string | undefined): DashboardFinding =>
  error('visual-missing', place, {
    subject: path,
    expected: 'the VisualId of a visual on that sheet',
    got: quote(id),
    fix: meant(nearest, 'name a visual of the sheet'),
  });

/** @param what a filter or a control that a control takes its values from */
export const sourceMissing = (
  place: Place,
  path: string,
  what: string,
  id: string,
  nearest: string | undefined,
): DashboardFinding =>
  error('source-missing', place, {
    subject: path,
    expected: what,
    got: quote(id),
    fix: meant(nearest, 'name one that exists, or remove the control'),
  });

export const elementMissing = (
  place: Place,
  path: string,
  kind: string,
  id: string,
  nearest: string | undefined,
): DashboardFinding =>
  error('element-missing', place, {
    subject: path,
    expected: `the id of a ${kind} on this sheet`,
    got: quote(id),
    fix: meant(nearest, 'add the element to the sheet, or take it out of the layout'),
  });

export const gridBounds = (place: Place, path: string, expected: string, got: string): DashboardFinding =>
  error('grid-bounds', place, { subject: path, expected, got, fix: 'move or narrow the element' });

export const parameterUndeclared = (
  place: Place,
  path: string,
  name: string,
  nearest: string | undefined,
  declared: readonly string[],
): DashboardFinding =>
  error('parameter-undeclared', place, {
    subject: path,
    expected: `a parameter of ParameterDeclarations (${some(declared)})`,
    got: quote(name),
    fix: meant(nearest, 'declare it, or use one that is declared'),
  });

export const dataSetParameterUndeclared = (
  place: Place,
  path: string,
  name: string,
  dataSet: string,
  nearest: string | undefined,
  declared: readonly string[],
): DashboardFinding =>
  error('parameter-undeclared', place, {
    subject: path,
    expected: `a parameter of the data set ${quote(dataSet)} (${some(declared)})`,
    got: quote(name),
    fix: meant(nearest, 'declare it in the data set, or take the mapping out'),
  });

/** @param severity an error where QuickSight refuses it, a warning where it passes over it */
export const fieldMissing = (
  place: Place,
  path: string,
  id: string,
  nearest: string | undefined,
  ids: readonly string[],
  severity: DashboardFinding['severity'],
): DashboardFinding => ({
  ...error('field-missing', place, {
    subject: path,
    expected: `the FieldId of a field of this visual (${some(ids)})`,
    got: quote(id),
    fix: meant(nearest, 'name one of its fields, or take this out'),
  }),
  severity,
});

export const elementUnplaced = (place: Place, path: string, id: string): DashboardFinding => ({
  ...error('element-unplaced', place, {
    subject: path,
    expected: "a place in the sheet's layout",
    got: `${quote(id)} in none`,
    fix: 'add an element with this ElementId, or take it off the sheet; nobody sees it',
  }),
  severity: 'warn',
});

/** @param line where the other element begins */
export const gridOverlap = (
  place: Place,
  path: string,
  id: string,
  other: string,
  line: number | undefined,
): DashboardFinding =>
  error('grid-overlap', place, {
    subject: path,
    expected: 'cells of the grid that are free',
    got: `${quote(id)} over ${quote(other)} (line ${line})`,
    fix: 'move or shrink one of the two',
  });

export const hierarchyMissing = (place: Place, path: string, id: string, nearest: string | undefined) =>
  error('hierarchy-missing', place, {
    subject: path,
    expected: 'the HierarchyId of one of the ColumnHierarchies of this visual',
    got: quote(id),
    fix: meant(nearest, 'add the hierarchy, or take HierarchyId out'),
  });

/** @param kind structure of the visual: `TableVisual` */
export const hierarchyUseless = (place: Place, path: string, id: string, kind: string): DashboardFinding => ({
  ...error('hierarchy-missing', place, {
    subject: path,
    expected: `no HierarchyId in a ${kind}, which has no ColumnHierarchies`,
    got: quote(id),
    fix: 'take HierarchyId out; nothing drills down by it',
  }),
  severity: 'warn',
});

export const hierarchyColumn = (place: Place, path: string, column: string, columns: readonly string[]) =>
  error('hierarchy-column', place, {
    subject: path,
    expected: `a hierarchy that holds the column ${quote(column)}`,
    got: `one of ${some(columns)}`,
    fix: 'add the column to the hierarchy, or name another',
  });

export const scopeEmpty = (place: Place, path: string): DashboardFinding => ({
  ...error('scope-empty', place, {
    subject: path,
    expected: 'VisualIds beside the scope SELECTED_VISUALS',
    got: 'none',
    fix: 'name visuals, or write ALL_VISUALS; the filter does nothing',
  }),
  severity: 'warn',
});

/** @param control the structure of the control; @param filter that of its filter */
export const controlType = (
  place: Place,
  path: string,
  control: string,
  filter: string,
  wanted: readonly string[],
): DashboardFinding =>
  error('control-type', place, {
    subject: path,
    expected: `a ${wanted.join(' or ')} for ${control}`,
    got: filter,
    fix: 'use a control that fits the filter',
  });

export const controlDefault = (place: Place, path: string, filter: string): DashboardFinding =>
  error('control-default', place, {
    subject: path,
    expected: 'a filter with a DefaultFilterControlConfiguration, which a control across sheets shows',
    got: `${quote(filter)} without one`,
    fix: 'add one to the filter, or use a control of its own',
  });

export const parameterType = (
  place: Place,
  path: string,
  name: string,
  kind: string,
  structure: string,
  fitting: readonly string[],
): DashboardFinding =>
  error('parameter-type', place, {
    subject: path,
    expected: `a parameter of type ${fitting.join(' or ')} for ${structure}`,
    got: `${quote(name)} of type ${kind}`,
    fix: 'use another parameter, or declare this one as what is needed',
  });

export const parameterUncontrolled = (place: Place, path: string, name: string): DashboardFinding => ({
  ...error('parameter-uncontrolled', place, {
    subject: path,
    expected: `a control or an action that sets ${quote(name)}, which this filter follows`,
    got: 'none on any sheet',
    fix: 'add a control; only a link with the parameter in it changes the filter now',
  }),
  severity: 'warn',
});
