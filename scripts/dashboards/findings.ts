import { type Finding, type Place, quote } from '../../lambda/schema/finding.ts';
import type { FormulaProblem } from '../formula/formula-problem.ts';

/** Everything that can be wrong with a dashboard's files; one code is one heading in FINDINGS.md and one folder in testdata/err. */
export const dashboardCodes = [
  'file-unreadable',
  'json-syntax',
  'json-duplicate-key',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'unknown-value',
  'one-of',
  'out-of-limits',
  'text-pattern',
  'data-set-undeclared',
  'data-set-missing',
  'data-sets-unknown',
  'data-set-columns-unknown',
  'table-missing',
  'column-missing',
  'column-type',
  'aggregate-dimension',
  'duplicate-id',
  'sheet-missing',
  'visual-missing',
  'source-missing',
  'element-missing',
  'grid-bounds',
  'element-unplaced',
  'grid-overlap',
  'field-missing',
  'hierarchy-missing',
  'hierarchy-column',
  'scope-empty',
  'control-type',
  'control-default',
  'parameter-undeclared',
  'parameter-type',
  'parameter-uncontrolled',
  'parameter-default',
  'kpi-options-partial',
  'axis-label-unapplied',
  'geographic-role',
  'time-zone',
  'data-set-arn',
  'formula-syntax',
  'formula-function',
  'formula-arity',
  'formula-type',
  'formula-period',
  'formula-level',
  'formula-mixed',
  'formula-nested',
  'formula-cycle',
  'formula-misplaced',
] as const;

export type DashboardCode = (typeof dashboardCodes)[number];
export type DashboardFinding = Finding<DashboardCode>;

/** What a finding of some code is in one dashboard, or one run. */
export type SeverityLevel = 'off' | 'warn' | 'error';

type Wording = Pick<DashboardFinding, 'subject' | 'expected' | 'got' | 'fix'>;
const error = (code: DashboardCode, place: Place, wording: Wording): DashboardFinding => ({
  code,
  severity: 'error',
  place,
  ...wording,
});

const meant = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `did you mean ${quote(nearest)}?`;

/** The first names of a list, as a message has room for. */
function some(names: readonly string[], most = 8): string {
  if (names.length === 0) return 'none';
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** @param reason as the system says it: `ENOENT` */
export const fileUnreadable = (place: Place, reason: string): DashboardFinding =>
  error('file-unreadable', place, {
    expected: 'a file that can be read',
    got: reason === 'ENOENT' ? 'no such file' : reason,
    fix: reason === 'ENOENT' ? 'add it; dashboards/README.md says what it holds' : 'make it readable',
  });

/** @param problem what the parser met */
export const jsonSyntax = (place: Place, problem: string): DashboardFinding =>
  error('json-syntax', place, { expected: 'JSON', got: problem, fix: 'mend the JSON here or just before' });

export const duplicateKey = (place: Place, wording: { subject?: string | undefined; got?: string | undefined }) =>
  error('json-duplicate-key', place, { ...wording, expected: 'each key once', fix: 'keep one of the two' });

/** @param path JSON path of the object; @param type name of its structure in the API */
export const unknownKey = (
  place: Place,
  path: string,
  type: string,
  key: string,
  nearest: string | undefined,
  allowed: readonly string[],
): DashboardFinding =>
  error('unknown-key', place, {
    subject: path,
    expected: `a key of ${type}`,
    got: quote(key),
    fix: meant(nearest, `its keys are ${some(allowed, 12)}`),
  });

export const missingKey = (place: Place, path: string, type: string, key: string): DashboardFinding =>
  error('missing-key', place, {
    subject: path,
    expected: `the key ${quote(key)}, which ${type} requires`,
    got: 'none',
    fix: `add ${quote(key)}; until then what holds it is left out`,
  });

/** @param got the value as a message shows it */
export const wrongType = (place: Place, path: string, expected: string, got: string): DashboardFinding =>
  error('wrong-type', place, {
    subject: path,
    expected,
    got,
    fix:
      expected === 'a number' && /^"-?[\d.]+"$/.test(got)
        ? 'take the quotes away'
        : 'change the value or remove the key',
  });

export const unknownValue = (
  place: Place,
  path: string,
  got: string,
  nearest: string | undefined,
  allowed: readonly string[],
): DashboardFinding =>
  error('unknown-value', place, {
    subject: path,
    expected: `one of ${some(allowed, 12)}`,
    got: quote(got),
    fix: meant(nearest, 'write one of these, in capitals as they stand'),
  });

export const oneOf = (
  place: Place,
  path: string,
  type: string,
  set: readonly string[],
  allowed: readonly string[],
): DashboardFinding =>
  error('one-of', place, {
    subject: path,
    expected: `exactly one of the keys of ${type}: ${some(allowed)}`,
    got: set.length === 0 ? 'none' : set.join(' and '),
    fix: set.length === 0 ? 'set one' : 'keep one; QuickSight refuses the others beside it',
  });

/** @param type the member, `SheetDefinition.Visuals`: its structure's page of the API reference holds the limit */
export const outOfLimits = (place: Place, path: string, type: string, expected: string, got: string) =>
  error('out-of-limits', place, {
    subject: path,
    expected,
    got,
    fix: `keep to the limit of ${type}; QuickSight refuses what is beyond it`,
  });

/** What AWS's patterns mean, in words. */
const patternWords: Readonly<Record<string, string>> = {
  '^[\\w-]+$': 'letters, digits, _ and - only',
  '^[a-zA-Z0-9]+$': 'letters and digits only',
  '^#[A-F0-9]{6}$': 'a colour as #RRGGBB, in capitals',
  '^#[A-F0-9]{6}(?:[A-F0-9]{2})?$': 'a colour as #RRGGBB or #RRGGBBAA, in capitals',
  '^[A-Z]{3}$': 'a currency code of three capitals',
  '\\S': 'text that is not blank',
};

export const textPattern = (place: Place, path: string, type: string, pattern: string, got: string) =>
  error('text-pattern', place, {
    subject: path,
    expected: patternWords[pattern] ?? `text that matches ${pattern}`,
    got: quote(got),
    fix: `write it so; QuickSight refuses any other ${type}`,
  });

export const dataSetUndeclared = (
  place: Place,
  path: string,
  identifier: string,
  nearest: string | undefined,
  declared: readonly string[],
): DashboardFinding =>
  error('data-set-undeclared', place, {
    subject: path,
    expected: `an identifier of DataSetIdentifierDeclarations (${some(declared)})`,
    got: quote(identifier),
    fix: meant(nearest, 'declare it, or use one that is declared'),
  });

/** @param file where the data set's file belongs */
export const dataSetMissing = (
  place: Place,
  path: string,
  identifier: string,
  file: string,
  nearest: string | undefined,
): DashboardFinding =>
  error('data-set-missing', place, {
    subject: path,
    expected: `the file ${file} for the data set ${quote(identifier)}`,
    got: 'no such file',
    fix: meant(nearest, 'add the file: {"table": "…", "mode": "SPICE"}'),
  });

export const dataSetsUnknown = (place: Place, folder: string): DashboardFinding => ({
  ...error('data-sets-unknown', place, {
    subject: 'DataSetIdentifierDeclarations',
    expected: `data sets in ${folder} to judge columns by`,
    got: 'no such folder',
    fix: 'add data-sets/<identifier>.json files to have columns checked too; they were not',
  }),
  severity: 'warn',
});

export const dataSetColumnsUnknown = (place: Place, identifier: string): DashboardFinding => ({
  ...error('data-set-columns-unknown', place, {
    subject: identifier,
    expected: 'a data set whose columns its file tells',
    got: 'a source that only QuickSight knows',
    fix: 'export it by aws quicksight describe-data-set, whose OutputColumns tell; its columns were not checked',
  }),
  severity: 'warn',
});

export const tableMissing = (place: Place, table: string, nearest: string | undefined): DashboardFinding =>
  error('table-missing', place, {
    subject: 'table',
    expected: 'a folder of glue/tables',
    got: quote(table),
    fix: meant(nearest, 'name a table that exists, or add glue/tables/<table>'),
  });

/** @param where what the columns belong to: `the data set "sales" (table sales_daily)` */
export const columnMissing = (
  place: Place,
  path: string,
  column: string,
  where: string,
  nearest: string | undefined,
  columns: readonly string[],
): DashboardFinding =>
  error('column-missing', place, {
    subject: path,
    expected: `a column or calculated field of ${where}`,
    got: quote(column),
    fix: meant(nearest, `it has ${some(columns, 12)}`),
  });

/** @param structure the field or filter kind; @param fitting what to use for such a column */
export const columnType = (
  place: Place,
  path: string,
  column: string,
  type: string,
  structure: string,
  wants: string,
  fitting: string,
): DashboardFinding =>
  error('column-type', place, {
    subject: path,
    expected: `a ${wants} column for ${structure}`,
    got: `${quote(column)} of type ${type}`,
    fix: `use ${fitting} for it`,
  });

export const aggregateDimension = (place: Place, path: string, field: string): DashboardFinding =>
  error('aggregate-dimension', place, {
    subject: path,
    expected: 'a dimension that has a value in each row',
    got: `${quote(field)}, whose formula aggregates`,
    fix: 'use it as a measure (CalculatedMeasureField), or group by a field of rows',
  });

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

/** What is wrong within a formula, in scripts/formula's words. */
export const formulaFinding = (place: Place, path: string, { code, expected, got, fix }: FormulaProblem) =>
  error(code, place, { subject: path, expected, got, fix });
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

export const parameterDefault = (place: Place, path: string, name: string): DashboardFinding => ({
  ...error('parameter-default', place, {
    subject: path,
    expected: `DefaultValues for the date parameter ${quote(name)}`,
    got: 'none',
    fix: 'add a static or rolling date; what uses the parameter stays blank until somebody sets it',
  }),
  severity: 'warn',
});

export const kpiOptionsPartial = (place: Place, path: string): DashboardFinding => ({
  ...error('kpi-options-partial', place, {
    subject: path,
    expected: 'PrimaryValueDisplayType among KPIOptions',
    got: 'KPIOptions without it',
    fix: 'add "PrimaryValueDisplayType": "ACTUAL" (or leave KPIOptions out); QuickSight may show the figure blank',
  }),
  severity: 'warn',
});

export const axisLabelUnapplied = (place: Place, path: string, label: string): DashboardFinding => ({
  ...error('axis-label-unapplied', place, {
    subject: path,
    expected: 'ApplyTo beside CustomLabel',
    got: `${quote(label)} without it`,
    fix: 'add ApplyTo with the FieldId and Column that the label is for; QuickSight passes over it otherwise',
  }),
  severity: 'warn',
});

/** @param role what the data set gives the column */
export const geographicRole = (
  place: Place,
  path: string,
  column: string,
  role: string | undefined,
  fitting: readonly string[],
): DashboardFinding =>
  error('geographic-role', place, {
    subject: path,
    expected:
      role !== undefined && fitting.length === 1
        ? `a field of role ${fitting[0]} beside ${quote(column)} of role ${role}`
        : `a column whose geographic role is ${fitting.join(', ')}`,
    got:
      role !== undefined && fitting.length === 1
        ? 'none'
        : `${quote(column)} of ${role === undefined ? 'no role' : `role ${role}`}`,
    fix: 'give the role in the data set, or use another column; the map stays empty',
  });

export const timeZone = (place: Place, path: string, zone: string, nearest: string | undefined) =>
  error('time-zone', place, {
    subject: path,
    expected: 'a time zone of the IANA database',
    got: quote(zone),
    fix: meant(nearest, 'write one such as Europe/Paris or UTC'),
  });

/** @param account the ARN's own; undefined: it is no data set's ARN. @param expected the account that belongs there */
export const dataSetArn = (
  place: Place,
  path: string,
  arn: string,
  account: string | undefined,
  expected: string | undefined,
  identifier: string,
): DashboardFinding => ({
  ...error('data-set-arn', place, {
    subject: path,
    expected:
      account === undefined
        ? 'the ARN of a data set: arn:aws:quicksight:<region>:<account>:dataset/<id>'
        : `an ARN of the account ${expected}`,
    got: quote(arn, 90),
    fix:
      expected === '000000000000'
        ? `write arn:aws:quicksight:us-east-1:000000000000:dataset/${identifier}; publishing puts the account's own there`
        : 'use data sets of one account, or take the ARN from the data set',
  }),
  severity: 'warn',
});
