import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import { type Effects, processEffects } from '../cli/effects.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import type { DataFile } from './data-file.ts';
import { readSourceMovies } from './movies.ts';
import { committedSeed, sampleData } from './sample-data.ts';

export const help = `node scripts/sample-data/main.ts [--seed N] [--check]

Writes the data files of datasets/ that this repository makes itself: the same seed gives the same bytes.

  --seed N   a whole number; the committed files are of seed ${committedSeed}
  --check    writes nothing; names the files that are not what the generator gives, and exits with 1 if there are any
`;

const datasets = fileURLToPath(new URL('../../datasets/', import.meta.url));

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new CommandError('usage', 'usage', `sample-data: --seed: expected a whole number, got "${text}"`);
}

async function differs(file: DataFile): Promise<boolean> {
  try {
    return !file.bytes.equals(await readFile(join(datasets, file.path)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true;
    throw error;
  }
}

/** @returns 1 when --check finds a file that is missing or other than the generator gives it, else 0 */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values } = parseArguments('sample-data', args, {
    seed: { type: 'string', default: String(committedSeed) },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (values.help) {
    effects.stdout.write(help);
    return exitCodes.fine;
  }
  const files = sampleData(readSeed(values.seed), await readSourceMovies());
  const changed: DataFile[] = [];
  for (const file of files) if (await differs(file)) changed.push(file);
  for (const file of changed) {
    if (!values.check) {
      const path = join(datasets, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.bytes);
    }
    effects.stdout.write(`${values.check ? 'differs' : 'written'} datasets/${file.path}\n`);
  }
  effects.stdout.write(`${files.length - changed.length} of ${files.length} files were as the generator gives them\n`);
  return values.check && changed.length > 0 ? exitCodes.data : exitCodes.fine;
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2), processEffects());
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.message} [${error.code}]\n`);
    process.exitCode = error.exitCode;
  }
}
