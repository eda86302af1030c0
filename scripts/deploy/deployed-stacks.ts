import {
  type CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { parseDeployed } from './parse-deployed.ts';
import type { Template } from './read-assembly.ts';

/** Templates that CloudFormation has now, by stack; a stack that is not there has none. @throws CommandError `template-unreadable` */
export async function deployedTemplates(
  client: CloudFormationClient,
  stacks: readonly string[],
): Promise<ReadonlyMap<string, Template>> {
  const templates = new Map<string, Template>();
  for (const stack of stacks) {
    const body = await unlessMissing(async () => {
      const command = new GetTemplateCommand({ StackName: stack, TemplateStage: 'Original' });
      return (await client.send(command)).TemplateBody;
    });
    if (body !== undefined) templates.set(stack, parseDeployed(body, stack));
  }
  return templates;
}

/** `UPDATE_COMPLETE`, by stack, and since when; undefined: it is not there. */
export interface StackState {
  readonly name: string;
  readonly status: string | undefined;
  readonly since: string | undefined;
}

/** The state of each stack. */
export async function stackStates(client: CloudFormationClient, stacks: readonly string[]): Promise<StackState[]> {
  return await Promise.all(
    stacks.map(async (name) => {
      const stack = await unlessMissing(async () => {
        return (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
      });
      const since = stack?.LastUpdatedTime ?? stack?.CreationTime;
      return { name, status: stack?.StackStatus, since: since?.toISOString() };
    }),
  );
}

/** CloudFormation has no code of its own for a stack that is not there: `ValidationError: Stack with id x does not exist`. */
async function unlessMissing<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CloudFormationServiceException && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}
