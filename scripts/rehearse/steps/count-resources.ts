import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';

/** How much there is in stacks. */
export async function countResources(client: CloudFormationClient, stacks: readonly string[]) {
  const types = new Set<string>();
  let resources = 0;
  for (const StackName of stacks) {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
      for (const { ResourceType = '' } of StackResourceSummaries) types.add(ResourceType);
      resources += StackResourceSummaries.length;
    }
  }
  return { resources, types: types.size };
}
