import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { CommandError } from '../cli/command-error.ts';
import { exportPage } from '../preview/export-page.ts';
import type { Report } from './make-report.ts';
import { renderComment } from './render-comment.ts';

/** Names of the report's files. */
export const reportFiles = { model: 'report.json', comment: 'comment.md', page: 'report.html' } as const;

/**
 * Writes the report into a folder, each file whole or not at all.
 * @param folder absolute; made where it is not there
 * @param shown as it was given, for messages
 * @returns the text of the comment
 * @throws CommandError `unwritable`
 */
export async function writeReport({ model, page }: Report, folder: string, shown: string): Promise<string> {
  const comment = renderComment(model);
  const html = await exportPage({ ...page, title: 'Sluice', report: model });
  const contents = [
    [reportFiles.model, `${JSON.stringify(model, undefined, 2)}\n`],
    [reportFiles.comment, comment],
    [reportFiles.page, html],
  ] as const;
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of contents) {
      const draft = join(folder, `.${name}.${process.pid}`);
      await writeFile(draft, content);
      await rename(draft, join(folder, name));
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${shown}: expected a folder that can be written, got ${reason}; name another with --out`;
    throw new CommandError('unwritable', 'environment', message, { cause: error });
  }
  return comment;
}
