import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
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
export async function readSql(
  argument: string,
  effects: Effects,
  stdin: AsyncIterable<Uint8Array | string>,
): Promise<AskedSql> {
  if (argument === '-') return { text: await readAll(stdin), file: 'stdin' };
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

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
