import type { Effects } from '../../cli/effects.ts';
import type { Progress } from '../../cli/progress.ts';
import type { Project } from '../../lake/project.ts';
import type { NewDatasetOptions } from './options.ts';
import type { PlacedFile } from './place-files.ts';

/** Where the meta-schema lies, as seen from a dataset's schema. */
export const metaSchema = '../../lambda/schema/dataset.schema.json';

/** What a draft works with. */
export interface DatasetTask {
  readonly options: NewDatasetOptions;
  readonly project: Project;
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly PlacedFile[];
  readonly effects: Effects;
  readonly progress: Progress;
}
