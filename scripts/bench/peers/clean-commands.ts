import { join } from 'node:path';
import type { Command } from '../measure/time-command.ts';
import type { Outputs } from './check-outputs.ts';

/** One file to clean by a schema. */
export interface CleanTask {
  /** The repository. */
  readonly root: string;
  readonly input: string;
  readonly schema: string;
  /** The folder in which each engine gets a folder for its outputs. */
  readonly out: string;
}

/** An engine at a task: the command that cleans the whole file, and what it writes. */
export interface Engine {
  readonly name: string;
  readonly command: Command;
  readonly outputs: Outputs;
}

/** Libraries that would use every core use one. */
const oneThread = { POLARS_MAX_THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

const program = (root: string, name: string): string => join(root, 'node_modules', '.bin', name);

/** `npx sluice clean` without npx, which takes half a second to find it. */
export function sluiceEngine({ root, input, schema, out }: CleanTask): Engine {
  const folder = join(out, 'sluice');
  const stem = join(folder, /([^/\\]+?)(\.gz)?$/.exec(input)?.[1]?.replace(/\.(csv|ndjson)$/, '') ?? '');
  return {
    name: 'sluice clean',
    command: {
      program: program(root, 'node'),
      args: [join('scripts', 'sluice.js'), 'clean', input, '--schema', schema, '--out', folder, '--json'],
      cwd: root,
    },
    outputs: { clean: `${stem}.clean.csv`, quarantine: `${stem}.quarantine.ndjson` },
  };
}

const outputsIn = (folder: string): Outputs => ({
  clean: join(folder, 'clean.csv'),
  quarantine: join(folder, 'quarantine.ndjson'),
});

/** @param python of `.venv-bench` */
function pythonEngine({ root, input, schema, out }: CleanTask, python: string, name: string, script: string): Engine {
  const folder = join(out, script);
  return {
    name,
    command: {
      program: python,
      args: [join('scripts', 'bench', 'peers', `${script}.py`), input, '--schema', schema, '--out', folder],
      cwd: root,
      env: oneThread,
    },
    outputs: outputsIn(folder),
  };
}

function nodeEngine({ root, input, schema, out }: CleanTask): Engine {
  const folder = join(out, 'csv-parse');
  const script = join('scripts', 'bench', 'peers', 'csv-parse-peer.ts');
  return {
    name: 'csv-parse + ajv + csv-stringify',
    command: { program: program(root, 'node'), args: [script, input, '--schema', schema, '--out', folder], cwd: root },
    outputs: outputsIn(folder),
  };
}

/** Every peer that can read the input. @param python of `.venv-bench`; undefined: those without Python only */
export function peerEngines(task: CleanTask, python: string | undefined): Engine[] {
  const own = task.input.endsWith('.csv') ? [nodeEngine(task)] : [];
  if (python === undefined) return own;
  return [
    pythonEngine(task, python, 'pandas, in chunks', 'pandas_peer'),
    pythonEngine(task, python, 'polars, streaming', 'polars_peer'),
    pythonEngine(task, python, 'DuckDB SQL', 'duckdb_peer'),
    ...own,
  ];
}
