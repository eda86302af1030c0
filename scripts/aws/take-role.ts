import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { type AwsConfig, configOf } from './connect-aws.ts';

/**
 * Takes a role.
 * @param config where it is taken, as whoever takes it
 * @param session its name: CloudTrail shows it beside each request
 * @returns the same place as that role
 * @throws what STS throws
 */
export async function takeRole(
  sts: STSClient,
  config: AwsConfig,
  RoleArn: string,
  session: string,
): Promise<AwsConfig> {
  const { Credentials = {} } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: session }));
  return configOf(config, Credentials);
}
