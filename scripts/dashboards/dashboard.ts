import type { DashboardVersionDefinition, DataSet as ExportedDataSet } from '@aws-sdk/client-quicksight';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { Place } from '../../lambda/schema/finding.ts';
import type { JsonPath } from '../../lambda/schema/json-document.ts';
import type { DashboardCode, DashboardFinding, SeverityLevel } from './findings/dashboard-finding.ts';
import type { DefinitionIndex } from './shape/definition-index.ts';

/** The final tables by name; dashboards read nothing of them but their columns. */
export type Tables = ReadonlyMap<string, Pick<Table, 'columns'>>;

/** A folder of dashboards/, or a definition file from anywhere, read. */
export interface Dashboard {
  /** Folder or file name, without its ending. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  /** What kind of file the definition was found in, for people: `the output of describe-dashboard-definition`. */
  readonly recognised: string;
  /** Severities that differ here from a code's own. */
  readonly severities: ReadonlyMap<DashboardCode, SeverityLevel>;
  /**
   * What of definition.json fits the SDK's type: unknown keys and values of a wrong type are left out, each with a finding.
   * Dates are text or numbers, as in the file, although the SDK's type says Date.
   */
  readonly definition: DashboardVersionDefinition;
  /** Every structure in the definition by its type's name, with its path. */
  readonly index: DefinitionIndex;
  /** The data sets whose file could be read, by identifier. */
  readonly dataSets: ReadonlyMap<string, DataSet>;
  /** What was wrong with the files themselves: JSON, shape. checkDashboard returns these too. */
  readonly readFindings: readonly DashboardFinding[];
  /**
   * Identifiers that have a file, read well or not; undefined for a definition file without data-sets/ beside it:
   * its columns can't be judged.
   */
  readonly dataSetFiles: ReadonlySet<string> | undefined;
  /** Where data sets were looked for, as messages show it. */
  readonly dataSetFolder: string;
  /** Where in definition.json the value at a path begins; the nearest place around it for what is not there. */
  readonly placeOf: (path: JsonPath) => Place;
  /** Where in definition.json a character of the text at a path stands. */
  readonly placeInText: (path: JsonPath, offset: number) => Place;
  /** Where the key that leads to a path begins. */
  readonly placeOfKey: (path: JsonPath) => Place;
}

/** A dashboard, or why none could be read. A dashboard may have findings too: checkDashboard returns them all. */
export type ReadDashboard =
  | { readonly dashboard: Dashboard }
  | { readonly findings: readonly DashboardFinding[]; readonly recognised?: string };

/** QuickSight's geographic and other roles of a column: GeographicRole of its TagColumnOperation. */
export type ColumnRole = 'COUNTRY' | 'STATE' | 'COUNTY' | 'CITY' | 'POSTCODE' | 'LONGITUDE' | 'LATITUDE';

/** A column of the data set's table. */
export interface DataSetColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly role: ColumnRole | undefined;
}

/** A column that the data set computes for each row, in QuickSight's expression language. */
export interface CalculatedColumn {
  readonly name: string;
  /** What its own step calls it: an exported data set renames columns afterwards. */
  readonly nameInScope: string;
  readonly expression: string;
  /** Where the expression stands in the data set's file. */
  readonly expressionPath: JsonPath;
  /**
   * What the expression may name, ids and `table.column` included, with types where they are known; undefined: the data
   * set's columns and calculated columns. An exported data set computes columns between its steps, before later renames.
   */
  readonly scope: ReadonlyMap<string, ColumnType | undefined> | undefined;
  /** As an export says it. */
  readonly type: ColumnType | undefined;
  readonly role: ColumnRole | undefined;
}

/** An expression by which a step of an exported data set keeps rows, and what it may name. */
export interface RowCondition extends Pick<CalculatedColumn, 'expression' | 'expressionPath'> {
  readonly scope: ReadonlyMap<string, ColumnType | undefined>;
}

/** `data-sets/<identifier>.json`: a data set as visuals see it. */
export interface DataSet {
  readonly identifier: string;
  /** A folder of glue/tables whose rows it gives; undefined: an exported data set that reads something else. */
  readonly table: string | undefined;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  /** The columns that are not calculated, in order; undefined when there is no such table, or no step tells them. */
  readonly columns: ReadonlyMap<string, DataSetColumn> | undefined;
  readonly calculatedColumns: readonly CalculatedColumn[];
  readonly conditions: readonly RowCondition[];
  /** Roles by column name, as a file of ours declares them. */
  readonly roles: ReadonlyMap<string, ColumnRole>;
  /** Other names that formulas may call columns by (ids, `table.column`), each with the column's name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Where in the data set's file the value at a path begins. */
  readonly placeOf: (path: JsonPath) => Place;
  /** Where in the data set's file a character of the text at a path stands. */
  readonly placeInText: (path: JsonPath, offset: number) => Place;
  /** A data set as QuickSight exports or takes it: the members of its DataSet or CreateDataSetRequest that fit. */
  readonly exported: ExportedDataSet | undefined;
  /** Its ARN, id and name in QuickSight, as far as the file says them. */
  readonly names: readonly string[];
}
