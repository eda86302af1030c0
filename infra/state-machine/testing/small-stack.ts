import type { MachineDefinition } from '../define-machine.ts';
import type { Substitution } from '../substitutions.ts';

/** Physical names in the small stack. */
export const named = {
  table: 'runs',
  final: 'csv-final-data-test',
  code: 'code-test',
  job: 'transform',
} as const;

const role = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
  },
});
const ref = (Ref: string) => ({ Ref });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

/** What a test has no time for, in seconds. */
const hurry: Readonly<Record<string, number>> = { Seconds: 0, IntervalSeconds: 1, MaxDelaySeconds: 2 };

/** The same definition without its waits. */
export const hurried = (definition: MachineDefinition): string =>
  JSON.stringify(definition, (name, value: unknown) => hurry[name] ?? value);

const values: Readonly<Record<Substitution, unknown>> = {
  RunStepFunction: arnOf('RunStep'),
  TransformJob: named.job,
  NoticesTopic: ref('Notices'),
  AwsAccountId: ref('AWS::AccountId'),
  DiscoveryCrawler: 'discovery',
};
const machine = (name: string, definition: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: name,
    RoleArn: arnOf('MachineRole'),
    DefinitionString: definition,
    DefinitionSubstitutions: values,
  },
});
const queue = (name: string) => ({ Type: 'AWS::SQS::Queue', Properties: { QueueName: name } });

/**
 * A template with what the machine needs around it and nothing else: the function `run-step` itself, its table, a job; the ends of executions
 * and the notices come to queues, where a test reads them. The lake stack has the same wiring with its permissions.
 * @param machines definitions as JSON, by name
 * @param runTimeout seconds
 */
export const smallStack = (machines: Readonly<Record<string, string>>, runTimeout: number): object => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: named.table,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    },
    Final: { Type: 'AWS::S3::Bucket', Properties: { BucketName: named.final } },
    FunctionRole: role('lambda.amazonaws.com'),
    MachineRole: role('states.amazonaws.com'),
    RunStep: {
      Type: 'AWS::Lambda::Function',
      DependsOn: 'Table',
      Properties: {
        FunctionName: 'run-step',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: arnOf('FunctionRole'),
        Timeout: 30,
        MemorySize: 256,
        Code: { S3Bucket: named.code, S3Key: 'run-step.zip' },
        Environment: {
          Variables: { RUNS_TABLE: named.table, FINAL_BUCKET: named.final, RUN_TIMEOUT_SECONDS: String(runTimeout) },
        },
      },
    },
    Job: {
      Type: 'AWS::Glue::Job',
      Properties: {
        Name: named.job,
        Role: arnOf('MachineRole'),
        Command: { Name: 'glueetl', ScriptLocation: `s3://${named.code}/job.py` },
      },
    },
    Notices: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'notices' } },
    Read: queue('read'),
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: ref('Notices'), Protocol: 'sqs', Endpoint: arnOf('Read') },
    },
    Ends: queue('ends'),
    EndsRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.states'], detail: { status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] } },
        Targets: [{ Id: 'ends', Arn: arnOf('Ends') }],
      },
    },
    ...Object.fromEntries(
      Object.entries(machines).map(([name, definition], index) => [`Machine${index}`, machine(name, definition)]),
    ),
  },
});
