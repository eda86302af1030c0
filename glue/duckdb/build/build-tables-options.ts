import type { Manifest } from '../../../lambda/clean/manifest.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { SqlEngine } from '../sql-engine.ts';
import type { FileSteps } from './final-files.ts';

/** What a build of the tables takes. */
export interface BuildTablesOptions {
  /** Absolute path of glue/tables, and the path that findings name. */
  readonly room: string;
  readonly shown: string;
  /** Absolute paths of the processed and the final bucket. */
  readonly processed: string;
  readonly final: string;
  readonly schemas: readonly DatasetSchema[];
  /** Datasets whose schema can't be read: tables that read them keep yesterday's rows. */
  readonly unreadable?: ReadonlySet<string>;
  /** Of every raw file. */
  readonly manifests: readonly Manifest[];
  readonly sql: SqlEngine;
  /** For reading files; the rows are the same with any number. Undefined: as many as the machine has. */
  readonly threads?: number;
  /** Told of each table when it is settled, in the order of building. */
  readonly onTable?: (result: BuiltTable) => void;
  readonly files?: FileSteps;
}

/** One table after a build. */
export interface BuiltTable {
  readonly table: string;
  /** `stale`: yesterday's rows stay; `missing`: there are none. Either has an error or a stale upstream among its findings. */
  readonly status: 'built' | 'unchanged' | 'stale' | 'missing';
  /** Readers get rows that are not those of today's input. A built table is stale when a file that it reads is. */
  readonly stale: boolean;
  readonly rows: number | undefined;
  readonly milliseconds: number | undefined;
  readonly findings: readonly Finding[];
}
