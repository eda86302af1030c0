import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyState, type State } from './state.ts';

/** Where a process keeps its state between runs. */
export interface StateFile {
  read(): State;
  write(state: State): void;
}

/**
 * The state in `DIR/state.json`, written whole beside it and then renamed, so that a kill leaves the old or the new one.
 * @param folder is made if it is not there
 */
export function stateFile(folder: string): StateFile {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'state.json');
  return {
    read() {
      try {
        // Only this module writes it; a member that an older one lacks gets its empty value.
        return { ...emptyState(), ...JSON.parse(readFileSync(file, 'utf8')) };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptyState();
        throw error;
      }
    },
    write(state) {
      writeFileSync(`${file}.new`, JSON.stringify(state));
      renameSync(`${file}.new`, file);
    },
  };
}
