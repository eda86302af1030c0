import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../lambda/schema/finding.ts';
import { readJsonFile } from '../dashboards/json/read-json-file.ts';
import { fitShape } from '../dashboards/shape/fit-shape.ts';
import { readSchema } from '../dashboards/shape/read-schema.ts';
import { shapeFinding } from '../dashboards/shape/shape-finding.ts';
import type { ThemeFile } from './request/theme-request.ts';

/** What a request needs besides, so that a file is judged by the request's own shape. */
const asked = { AwsAccountId: '000000000000', ThemeId: 'theme', Name: 'theme' };

/**
 * Reads `theme.json` beside a definition, and judges it by the SDK's types.
 * @param file as findings show it
 * @returns no theme where there is no such file, or it can't be read
 */
export async function readTheme(
  file: string,
  root: string,
): Promise<{ readonly theme: ThemeFile | undefined; readonly findings: readonly Finding[] }> {
  if (!existsSync(resolve(root, file))) return { theme: undefined, findings: [] };
  const read = await readJsonFile(file, root);
  if ('findings' in read) return { theme: undefined, findings: read.findings };
  const { value } = read.document;
  const { $schema: _, ...given } =
    typeof value === 'object' && value !== null ? { $schema: '', ...value } : { $schema: '' };
  const fitted = fitShape({ ...asked, ...given }, readSchema('quicksight-theme'));
  const findings = fitted.problems.map((problem) => shapeFinding(problem, read.document));
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return { theme: hasErrors ? undefined : ({ Configuration: {}, ...given } as ThemeFile), findings };
}
