import type { cleanFile } from '../clean/clean-file.ts';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Token } from './token.ts';

/** What reconciling needs: three buckets, the schemas, a key for tokens and a clock. */
export interface Surroundings {
  readonly raw: ObjectStore;
  readonly processed: ObjectStore;
  readonly quarantine: ObjectStore;
  /** The schema of a dataset, or undefined where there is no such dataset. */
  readonly schemaOf: (dataset: string) => Promise<DatasetSchema | undefined>;
  readonly token: Token;
  /** Only `_runs` sees it. */
  readonly now: () => Date;
  /** Greatest size of a part in bytes. Default 128 MiB, so that Spark can share the work. */
  readonly partBytes?: number | undefined;
  /** Most bytes of a raw object, and of what it inflates to, that can be cleaned before the deadline; larger ones are refused at once. */
  readonly mostBytes?: number | undefined;
  /** Aborts when time is short: what is under way is given up as DeadlineError. */
  readonly signal?: AbortSignal | undefined;
  /** Default: lambda/clean's. */
  readonly cleanFile?: typeof cleanFile | undefined;
  /** Default: lambda/clean's. */
  readonly engineVersion?: string | undefined;
}
