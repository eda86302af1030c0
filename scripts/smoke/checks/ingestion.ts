import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** What stands between raw and processed. */
export const ingestion: Check = {
  name: 'ingestion',
  expects: 'the clean function active behind its queue, nothing in dead letters, the secret with a value',
  needs: [],
  async run(smoke) {
    const { environment } = smoke;
    const { timeoutSeconds, concurrency } = environment.clean;
    const found = [
      ...(await judgeFunction(smoke, 'clean', timeoutSeconds, 'clean', concurrency)),
      ...(await judgeFunction(smoke, 'start-run', undefined, 'runs', undefined)),
      ...(await judgeSecret(smoke)),
    ];
    return { says: `clean: ${timeoutSeconds} s, ${concurrency} at once`, findings: found };
  },
};

async function judgeFunction(
  { aws, names }: Smoke,
  what: string,
  timeout: number | undefined,
  queue: string,
  concurrency: number | undefined,
): Promise<SmokeFinding[]> {
  const FunctionName = names.named(what);
  const wrong = (subject: string, expected: string, got: string) =>
    findings.setting(FunctionName, subject, expected, got);
  const settings = await aws.functions.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { ReservedConcurrentExecutions: reserved } = await aws.functions.send(
    new GetFunctionConcurrencyCommand({ FunctionName }),
  );
  const { EventSourceMappings = [] } = await aws.functions.send(new ListEventSourceMappingsCommand({ FunctionName }));
  const arn = names.arn('sqs', names.named(queue));
  const mapping = EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn === arn);
  const most = mapping?.ScalingConfig?.MaximumConcurrency;
  const attributes = await queueAttributes(aws, names.named(queue));
  const dead = await queueAttributes(aws, names.named(`${queue}-dead`));
  const hidden = Number(attributes['VisibilityTimeout'] ?? 0);
  const given = settings.Timeout ?? 0;
  const lost = Number(dead['ApproximateNumberOfMessages'] ?? 0);
  return [
    ...(settings.State === 'Active'
      ? []
      : [wrong('state', 'Active', `${settings.State} ${settings.StateReason ?? ''}`.trim())]),
    ...(timeout === undefined || given === timeout ? [] : [wrong('timeout', `${timeout} s`, `${given} s`)]),
    ...(mapping?.State === 'Enabled' ? [] : [wrong('event source', `Enabled on ${arn}`, mapping?.State ?? 'none')]),
    ...(concurrency === undefined || most === concurrency
      ? []
      : [wrong('MaximumConcurrency', String(concurrency), String(most ?? 'none'))]),
    ...(reserved === undefined ? [] : [wrong('reserved concurrency', 'none', String(reserved))]),
    ...(hidden >= 6 * given
      ? []
      : [
          findings.setting(
            names.named(queue),
            'visibility timeout',
            `at least ${6 * given} s, six times the function's`,
            `${hidden} s`,
          ),
        ]),
    ...(attributes['Policy']?.includes('s3.amazonaws.com')
      ? []
      : [findings.setting(names.named(queue), 'policy', 'S3 to be let in', 'none')]),
    ...(lost === 0
      ? []
      : [
          findings.setting(
            names.named(`${queue}-dead`),
            'messages',
            '0',
            String(lost),
            'read the log of the function, then redrive them',
          ),
        ]),
  ];
}

async function queueAttributes({ sqs }: Smoke['aws'], QueueName: string) {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};
}

async function judgeSecret({ aws, names }: Smoke): Promise<SmokeFinding[]> {
  const SecretId = names.named('token-key');
  const { VersionIdsToStages = {}, KmsKeyId } = await aws.secrets.send(new DescribeSecretCommand({ SecretId }));
  const current = Object.values(VersionIdsToStages).some((stages) => stages.includes('AWSCURRENT'));
  return [
    ...(current ? [] : [findings.setting(SecretId, 'value', 'a version AWSCURRENT', 'none')]),
    ...(KmsKeyId === undefined ? [findings.setting(SecretId, 'key', 'a key of the lake', 'the one of AWS')] : []),
  ];
}
