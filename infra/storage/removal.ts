import { RemovalPolicy } from 'aws-cdk-lib';
import type { Environment } from '../environments/environment.ts';

/**
 * What becomes of what holds data when it leaves the template. Protected, it stays, unless its creation failed (RetainExceptOnCreate:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html).
 */
export const removalOf = ({ protect }: Pick<Environment, 'protect'>): RemovalPolicy =>
  protect ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
