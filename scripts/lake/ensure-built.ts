import type { BuildOptions } from './build-options.ts';
import type { BuildResult } from './build-result.ts';
import { currentResult, writeState } from './build-state.ts';
import { inputDigest } from './input-digest.ts';
import { withLakeLock } from './lake-lock.ts';
import type { Project } from './project.ts';

/**
 * The lake as today's files want it: the last build's result when a build would change nothing, otherwise that of a new build.
 * The digest is taken before the build, so a file that changes during it is seen by the next one.
 * @throws CommandError `lake-in-use`
 */
export async function ensureBuilt(project: Project, options: BuildOptions): Promise<BuildResult> {
  const digest = await inputDigest(project);
  const before = options.force === true ? undefined : await currentResult(project.lake, digest);
  if (before !== undefined) return withoutTimes(before);
  return await withLakeLock(project.lake.lock, async () => {
    const { buildLake } = await import('./build-lake.ts');
    const result = await buildLake(project, options);
    await writeState(project.lake, digest, result);
    return result;
  });
}

/** A result as a build that finds nothing to do would give it. */
function withoutTimes(result: BuildResult): BuildResult {
  return {
    ...result,
    files: result.files.map((file) => ({ ...file, milliseconds: undefined })),
    tables: result.tables.map((table) => ({
      ...table,
      status: table.status === 'built' ? 'unchanged' : table.status,
      milliseconds: undefined,
    })),
    removed: [],
    steps: [],
  };
}
