import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Absolute path of the `cdk` that package.json pins, to be run by node. */
export function cdkCli(): string {
  return join(createRequire(import.meta.url).resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');
}

/**
 * What keeps `cdk` to its work: it sends no telemetry and shows no notices. Its own judging of templates takes 3 s of each synthesis; cdk-nag
 * in the app and infra/judge have judged the same ones.
 */
export const quietCdk = {
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  CDK_DISABLE_NOTICES: '1',
  CDK_VALIDATION: 'false',
} as const;
