import type { Effects, Verb } from '../cli/effects.ts';
import type { RerunRequest } from './parse-request.ts';
import type { Step } from './steps.ts';

/** What a step that another verb does comes to. */
export interface HandedOver {
  readonly verb: string;
  readonly args: readonly string[];
  /** It changes nothing by itself: `--plan` only says what would be called. */
  readonly sayOnly: boolean;
}

/**
 * The command that does a step. Pure.
 * @param folders of the name, absolute
 */
export function commandOf(
  { name, plan, json, force, insist, prune, to, timeout }: RerunRequest,
  handsTo: NonNullable<Step['handsTo']>,
  environment: string,
  folders: readonly string[],
): HandedOver {
  const args = handsTo.arguments({ environment, name, folders, force, insist, prune, to, timeout, plan });
  const options = [...(plan && handsTo.plans ? ['--plan'] : []), ...(json ? ['--json'] : [])];
  return { verb: handsTo.verb, args: [...args, ...options], sayOnly: plan && !handsTo.plans };
}

const isVerb = (module: unknown): module is Verb =>
  typeof module === 'object' && module !== null && 'main' in module && typeof module.main === 'function';

/** Runs another verb in this process. It is loaded by its name: loading cli/verbs.ts, which loads this one, would be a circle. @returns its exit code */
export async function handOver({ verb, args }: HandedOver, effects: Effects): Promise<number> {
  const module: unknown = await import(`../${verb}/main.ts`);
  if (!isVerb(module)) throw new TypeError(`scripts/${verb}/main.ts exports no main`);
  return await module.main(args, effects);
}
