import { join } from 'node:path';
import { ensureVenv } from '../../python-env/python-env.ts';

/** The Python of `.venv-bench` and what is in it, or why there is none. */
export type BenchPython =
  | { readonly python: string; readonly versions: string; readonly reason?: undefined }
  | { readonly reason: string };

const probe = `
from importlib.metadata import version
from platform import python_version
names = ['dbt-core', 'dbt-duckdb', 'duckdb', 'pandas', 'polars', 'pyarrow']
print(', '.join([f'Python {python_version()}', *(f'{name} {version(name)}' for name in names)]))
`;

/** The peers in an environment of their own: its pins and those of the tests' peers would not agree. */
export async function benchPython(root: string, say: (text: string) => void): Promise<BenchPython> {
  say('looking for .venv-bench with the peers (made once)');
  const requirements = join(root, 'scripts', 'bench', 'requirements.txt');
  const venv = await ensureVenv({ requirements, home: join(root, '.venv-bench'), probe });
  return venv.reason === undefined ? { python: venv.python, versions: venv.probed } : venv;
}
