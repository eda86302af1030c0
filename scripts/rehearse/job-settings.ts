import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import { ensurePythonEnv } from '../python-env/python-env.ts';
import { ensureJar } from '../python-env/spark-jars.ts';

/** By what the stand-in runs a Glue job (plugin/sluice_rehearsal/glue_jobs.py). */
export interface JobSettings {
  readonly python: string;
  readonly jar: string;
  /** Where the job's tables, copies and logs are. */
  readonly folder: string;
  readonly javaHome: string;
}

/**
 * The Spark of the tests' peers, made if there is none.
 * @throws CommandError `stand-in` when it can't be made
 */
export async function jobSettings(root: string, folder: string): Promise<JobSettings> {
  const [env, jar] = await Promise.all([ensurePythonEnv(root), ensureJar(root)]);
  if (env.reason !== undefined) throw new CommandError('stand-in', 'environment', env.reason);
  if (jar.reason !== undefined) throw new CommandError('stand-in', 'environment', jar.reason);
  const own = join(folder, 'job');
  mkdirSync(own, { recursive: true });
  return { python: env.python, jar: jar.jar, folder: own, javaHome: env.javaHome };
}
