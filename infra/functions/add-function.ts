import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { bundleLambda } from '../bundle/bundle-lambda.ts';
import { acknowledge } from '../judge/acknowledge.ts';
import type { Lake } from '../lake.ts';
import { because } from '../roles/reasons.ts';
import { type Allowed, addRole } from '../roles/role.ts';
import type { Keys } from '../storage/keys.ts';
import { removalOf } from '../storage/removal.ts';

/** A function's own dead-letter queue is for events that nobody waits for. */
const withoutDeadLetters =
  'What fails stays in its queue, which has a dead-letter queue; a lost event of EventBridge is made good by the next sweep; the state machine waits for its steps.';

/** Of mappings: what cdk-nag wants for streams, and why a queue has it otherwise. */
export const failuresStayInTheQueue = [
  'Serverless-LambdaEventSourceMappingDestination',
  "Mappings of SQS have no destination of their own: what fails stays in the queue and ends in the queue's dead letters.",
] as const;

/** What one function is. */
export interface FunctionOf {
  /** Its name and its role's, without the prefix. */
  readonly name: 'clean' | 'start-run' | 'run-step';
  /** The entry below the repository, a .ts file that exports `handler`. */
  readonly entry: string;
  readonly description: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Besides its own log and traces. */
  readonly allowed: Allowed;
}

/** Makes a function on Node 24 and arm64 from one bundle, with a role, a log and a retention of its own. */
export function addFunction(stack: Stack, lake: Lake, keys: Keys, props: FunctionOf): LambdaFunction {
  const { name, entry, description, memoryMiB, timeoutSeconds, environment, allowed } = props;
  const functionName = lake.names.named(name);
  const logGroup = new LogGroup(stack, `Log-${name}`, {
    logGroupName: `/aws/lambda/${functionName}`,
    retention: lake.environment.retentionDays.logs,
    encryptionKey: keys.watching,
    removalPolicy: removalOf(lake.environment),
  });
  const role = addRole(stack, lake, name, new ServicePrincipal('lambda.amazonaws.com'), {
    ...allowed,
    Log: {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${lake.names.arn('logs', `log-group:/aws/lambda/${functionName}`)}:*`],
      because: because.logs,
    },
    Trace: {
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
      because: because.noResource,
    },
  });
  acknowledge(role, 'Serverless-LambdaStarPermissions', 'Each pattern in it has its reason beside its statement.');
  const bundle = bundleLambda(join(lake.root, entry), join(lake.workFolder, name));
  const made = new LambdaFunction(stack, `Function-${name}`, {
    functionName,
    description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(bundle.folder),
    role: role.withoutPolicyUpdates(),
    memorySize: memoryMiB,
    timeout: Duration.seconds(timeoutSeconds),
    environment: { POWERTOOLS_METRICS_NAMESPACE: lake.names.prefix, ...environment },
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    logGroup,
  });
  acknowledge(made, 'Serverless-LambdaDLQ', withoutDeadLetters);
  return made;
}
