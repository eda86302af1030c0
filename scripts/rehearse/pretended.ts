import { readFile } from 'node:fs/promises';
import { type CloudFormationClient, paginateDescribeStackEvents } from '@aws-sdk/client-cloudformation';

/** What a stack holds and the stand-in only said to have made or changed: nothing of it was rehearsed. */
export interface Pretended {
  /** Resource types of which nothing exists. */
  readonly made: readonly string[];
  /** Resource types that exist, and whose changes did nothing. */
  readonly changed: readonly string[];
}

/**
 * What the stand-in is known not to make, with what proves it instead. A type that is not here fails the rehearsal.
 * `AWS::CDK::Metadata` is none: it makes nothing in AWS either.
 */
export const knownPretended: Readonly<Record<keyof Pretended, Readonly<Record<string, string>>>> = {
  made: {},
  changed: {},
};

/** LocalStack 4.14 says so in the event of a type that no provider makes. */
const fallback = 'is not supported but was deployed as a fallback';
/** And so in its log, when a provider can't change what it made. */
const unchanged = /Unable to update resource type "([^"]+)"/g;

/**
 * What the stand-in pretended until now.
 * @param stacks names of stacks that exist
 * @param log absolute path of the stand-in's log
 */
export async function readPretended(
  client: CloudFormationClient,
  stacks: readonly string[],
  log: string,
): Promise<Pretended> {
  const made = new Set<string>();
  for (const StackName of stacks) {
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
      for (const { ResourceType, ResourceStatusReason } of StackEvents) {
        if (ResourceType !== undefined && ResourceStatusReason?.includes(fallback)) made.add(ResourceType);
      }
    }
  }
  const logged = (await readFile(log, 'utf8')).matchAll(unchanged);
  const changed = new Set(Array.from(logged, ([, type = '']) => type));
  return { made: [...made].sort(), changed: [...changed].sort() };
}

/** Differences between what was pretended and what is known to be: each a sentence. A known one that was made after all is one too. */
export function checkPretended(
  pretended: Pretended,
  known: Readonly<Record<keyof Pretended, Readonly<Record<string, string>>>> = knownPretended,
): string[] {
  return (['made', 'changed'] as const).flatMap((what) => {
    const [found, listed] = [new Set(pretended[what]), new Set(Object.keys(known[what]))];
    const doing = what === 'made' ? 'make' : 'change';
    return [
      ...[...found.difference(listed)].map(
        (type) =>
          `${type}: expected the stand-in to ${doing} it, got only "COMPLETE"; give the plugin a provider, or name it in pretended.ts with what proves it instead`,
      ),
      ...[...listed.difference(found)].map(
        (type) =>
          `${type}: expected the stand-in to pretend to ${doing} it, as pretended.ts says, got none; take it out`,
      ),
    ];
  });
}
