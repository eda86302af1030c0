import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { Place } from '../../lambda/schema/finding.ts';
import type { JsonPath } from '../../lambda/schema/json-document.ts';
import type { DashboardFinding } from './findings.ts';
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
  /** Where in definition.json the value at a path begins; the nearest place around it for what is not there. */
  readonly placeOf: (path: JsonPath) => Place;
  /** Where in definition.json a character of the text at a path stands. */
  readonly placeInText: (path: JsonPath, offset: number) => Place;
}

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
  readonly expression: string;
}

/** `data-sets/<identifier>.json`: one final table as QuickSight sees it. */
export interface DataSet {
  readonly identifier: string;
  /** A folder of glue/tables. */
  readonly table: string;
  readonly mode: 'SPICE' | 'DIRECT_QUERY';
  /** The columns of the table's contract, in its order; undefined when there is no such table. */
  readonly columns: ReadonlyMap<string, DataSetColumn> | undefined;
  readonly calculatedColumns: readonly CalculatedColumn[];
  /** Roles by column name, as the file declares them. */
  readonly roles: ReadonlyMap<string, ColumnRole>;
  /** Where in the data set's file the value at a path begins. */
  readonly placeOf: (path: JsonPath) => Place;
  /** Where in the data set's file a character of the text at a path stands. */
  readonly placeInText: (path: JsonPath, offset: number) => Place;
}
