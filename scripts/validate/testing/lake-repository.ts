import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryRepository, temporaryRepository } from '../../changes/testing/temporary-repository.ts';
import { main } from '../main.ts';

/** The committed lake in a repository of its own, with few rows and a branch `base`. */
export interface LakeRepository extends TemporaryRepository {
  /** Runs validate there. */
  validate(args?: readonly string[], env?: Record<string, string>): Promise<Told>;
  /** Changes a file's text; fails where that changes nothing. */
  edit(path: string, change: (text: string) => string): Promise<void>;
}

/** What validate said. `lines` of stdout, `errors` among them. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

export async function lakeRepository(): Promise<LakeRepository> {
  const schemas = ['_rejects', '_runs', 'app_events', 'iot_sensor_data', 'sales_records', 'user_logs'];
  const repository = await temporaryRepository([
    ...['regions', 'items', 'movies'].map((name) => `datasets/${name}`),
    ...schemas.map((name) => `datasets/${name}/schema.json`),
    ...['glue/tables', 'dashboards'],
  ]);
  await repository.git('branch', 'base');
  return {
    ...repository,
    validate: async (args = ['--base', 'base'], env = {}) => {
      let [stdout, stderr] = ['', ''];
      const code = await main(args, {
        ...{ cwd: repository.root, env, now: () => new Date(0) },
        stdout: { write: (text) => (stdout += text) },
        stderr: { write: (text) => (stderr += text) },
      });
      const lines = stdout.split('\n').filter((line) => line !== '');
      return { code, stdout, stderr, lines, errors: lines.filter((line) => line.startsWith('error')) };
    },
    edit: async (path, change) => {
      const before = await readFile(join(repository.root, path), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${path}: the edit changes nothing`);
      await repository.put(path, after);
    },
  };
}
