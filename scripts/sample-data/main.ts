import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { CommandError, exitCodes } from '../cli/command-error.ts';
import { type Effects, processEffects } from '../cli/effects.ts';
import { parseArguments } from '../cli/parse-arguments.ts';
import { readSourceMovies } from './movies.ts';
import { committedSeed, sampleData } from './sample-data.ts';
import { changedFiles, writeFiles } from './write-sample-data.ts';

export const help = `node scripts/sample-data/main.ts [--seed N] [--check]

Writes the data files of datasets/ that this repository makes itself: the same seed gives the same bytes.

  --seed N   a whole number; the committed files are of seed ${committedSeed}
  --check    writes nothing; names the files that are not what the generator gives, and exits with 1 if there are any
`;

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new CommandError('usage', 'usage', `sample-data: --seed: expected a whole number, got "${text}"; see --help`);
}

/**
 * @param root absolute path of the datasets/ to write or check
 * @returns 1 when --check finds a file that is missing or other than the generator gives it, else 0
 */
export async function main(args: readonly string[], effects: Effects, root: string): Promise<number> {
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
  const changed = await changedFiles(root, files);
  if (!values.check) await writeFiles(root, changed);
  for (const file of changed) effects.stdout.write(`${values.check ? 'differs' : 'written'} datasets/${file.path}\n`);
  effects.stdout.write(`${files.length - changed.length} of ${files.length} files were as the generator gives them\n`);
  return values.check && changed.length > 0 ? exitCodes.data : exitCodes.fine;
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('../../datasets/', import.meta.url));
  try {
    process.exitCode = await main(process.argv.slice(2), processEffects(), root);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    process.stderr.write(`${error.message} [${error.code}]\n`);
    process.exitCode = error.exitCode;
  }
}
