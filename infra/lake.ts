import type { Environment } from './environments/environment.ts';
import type { Folders } from './folders/read-folders.ts';
import type { Names } from './names/names.ts';

/** What every hop is made from. */
export interface Lake {
  readonly environment: Environment;
  readonly names: Names;
  readonly folders: Folders;
  /** Absolute path of the repository. */
  readonly root: string;
  /** Absolute path of a folder for bundles, which may vanish after synthesis. */
  readonly workFolder: string;
}
