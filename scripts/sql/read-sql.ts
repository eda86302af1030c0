import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';

/** SQL to be answered, and how findings name where it stands. */
export interface AskedSql {
  readonly text: string;
  readonly file: string;
}

/**
 * The SQL that an argument means: `-` is standard input, an ending in .sql a file, all else the SQL itself.
 * @throws CommandError `unreadable-file`
 */
export async function readSql(argument: string, effects: Effects): Promise<AskedSql> {
  if (argument === '-') return { text: await readAll(effects), file: 'stdin' };
  if (!/\.sql$/i.test(argument)) return { text: argument, file: 'sql' };
  try {
    return { text: await readFile(resolve(effects.cwd, argument), 'utf8'), file: argument };
  } catch (cause) {
    throw new CommandError(
      'unreadable-file',
      'usage',
      `${argument}: expected a file of SQL that can be read; check the path`,
      { cause },
    );
  }
}

async function readAll(effects: Effects): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of effects.stdin ?? process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
