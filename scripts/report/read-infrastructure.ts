import { readFile } from 'node:fs/promises';
import { isObject } from '../../lambda/schema/subschemas.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Infrastructure, ResourceChange, StackChanges } from '../deploy/infra-plan.ts';

const actions = ['add', 'change', 'replace', 'destroy', 'orphan'] as const;

/**
 * Reads the plan of a deploy: `{environment?, hash?, stacks: [{name, changes: [{action, type, id, why?}], opens: [{what, text}]}]}`; other members are left out.
 * @param shown the path as it was given, for messages
 * @throws CommandError `infra-file` when it can't be read or is something else
 */
export async function readInfrastructure(path: string, shown: string): Promise<Infrastructure> {
  const wrong = (expected: string, got: string, cause?: unknown) =>
    new CommandError(
      'infra-file',
      'usage',
      `${shown}: expected ${expected}, got ${got}; write it with npx sluice deploy --plan --json`,
      { cause },
    );
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw wrong('a file of JSON', error instanceof SyntaxError ? 'something else' : 'none that can be read', error);
  }
  const stacks = isObject(content) ? content['stacks'] : undefined;
  if (!Array.isArray(stacks)) throw wrong('a list of stacks', 'none');
  const { environment, hash } = isObject(content) ? content : {};
  return {
    ...(typeof environment === 'string' ? { environment } : {}),
    ...(typeof hash === 'string' && /^[0-9a-f]{16}$/.test(hash) ? { hash } : {}),
    stacks: stacks.map((stack: unknown, index): StackChanges => {
      const at = `stacks[${index}]`;
      const { name, changes, opens = [] } = isObject(stack) ? stack : {};
      if (typeof name !== 'string') throw wrong(`a name in ${at}`, 'none');
      if (!Array.isArray(changes)) throw wrong(`a list of changes in ${at}`, 'none');
      if (!Array.isArray(opens)) throw wrong(`a list as opens in ${at}`, 'something else');
      return { name, changes: changes.map(parseChange), opens: opens.map(parseOpening) };
    }),
  };

  function parseChange(change: unknown): ResourceChange {
    const { action, type, id, why } = isObject(change) ? change : {};
    const known = actions.find((one) => one === action);
    if (known === undefined) throw wrong(`an action of ${actions.join(', ')}`, JSON.stringify(action) ?? 'none');
    if (typeof type !== 'string' || typeof id !== 'string') throw wrong('each change to have a type and an id', 'none');
    return { action: known, type, id, ...(typeof why === 'string' ? { why } : {}) };
  }

  function parseOpening(opening: unknown): { what: string; text: string } {
    const { what, text } = isObject(opening) ? opening : {};
    if (typeof what !== 'string' || typeof text !== 'string')
      throw wrong('each of opens to have what and text', 'none');
    return { what, text };
  }
}
