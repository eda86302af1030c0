import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../cli/command-error.ts';

/** A CloudFormation template as JSON. */
export type Template = Readonly<Record<string, unknown>>;

/** CloudFormation takes templates of up to 1 MB: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const largest = 1_000_000;

/**
 * Reads templates out of a cloud assembly. Nothing else in it is looked at, so that one of a pull request can be read beside a credential.
 * @param folder absolute path of what `cdk synth` left
 * @param shown the folder as messages name it
 * @throws CommandError `no-assembly` when a template is missing, too large, a link, or no JSON object
 */
export async function readAssembly(
  folder: string,
  shown: string,
  stacks: readonly string[],
): Promise<ReadonlyMap<string, Template>> {
  const templates = new Map<string, Template>();
  for (const stack of stacks) {
    const name = `${stack}.template.json`;
    const refuse = (got: string) =>
      new CommandError(
        'no-assembly',
        'usage',
        `${shown}/${name}: expected a template of at most ${largest} bytes, as npx cdk synth writes it, got ${got}; run npx cdk synth with the same environment`,
      );
    const path = join(folder, name);
    const status = await lstat(path).catch(() => undefined);
    if (status === undefined) throw refuse('nothing');
    if (!status.isFile()) throw refuse('something that is no file');
    if (status.size > largest) throw refuse(`${status.size} bytes`);
    const content = parseObject(await readFile(path, 'utf8'));
    if (content === undefined) throw refuse('no JSON object');
    templates.set(stack, content);
  }
  return templates;
}

/** @returns undefined for what is no JSON object */
export function parseObject(text: string): Template | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
