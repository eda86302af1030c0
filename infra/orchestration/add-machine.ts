import type { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { s3ManifestDatasets } from '../folders/s3-manifest-datasets.ts';
import type { Lake } from '../lake.ts';
import { addRole } from '../roles/role.ts';
import { defineMachine } from '../state-machine/define-machine.ts';
import type { Substitution } from '../state-machine/substitutions.ts';
import { removalOf } from '../storage/removal.ts';
import { machineMay } from './machine-may.ts';
import type { RunParts } from './run-parts.ts';
import { minutes, runSeconds, settle } from './run-seconds.ts';

/** The state machine with its role and log. */
export function addMachine(stack: Stack, lake: Lake, parts: RunParts, runStep: LambdaFunction): CfnStateMachine {
  const { names, environment } = lake;
  const refresh = environment.once.quickSight === 'import';
  const discover = environment.crawler.inEveryRun;
  const role = addRole(
    stack,
    lake,
    'state-machine',
    new ServicePrincipal('states.amazonaws.com'),
    machineMay(lake, parts, runStep),
  );
  // Under /aws/vendedlogs/, or the policy of deliveries outgrows its limit: https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
  const log = new CfnLogGroup(stack, 'Log-run', {
    logGroupName: `/aws/vendedlogs/states/${names.named('run')}`,
    retentionInDays: environment.retentionDays.logs,
    kmsKeyId: parts.storage.keys.watching.keyArn,
  });
  log.applyRemovalPolicy(removalOf(environment));
  const values: Partial<Record<Substitution, string>> = {
    RunStepFunction: runStep.functionArn,
    TransformJob: names.named('transform'),
    NoticesTopic: parts.notices.topicArn,
    ...(refresh ? { AwsAccountId: environment.account } : {}),
    ...(discover ? { DiscoveryCrawler: names.named('discovery') } : {}),
  };
  const machine = new CfnStateMachine(stack, 'Run', {
    stateMachineName: names.named('run'),
    stateMachineType: 'STANDARD',
    roleArn: role.roleArn,
    definitionString: JSON.stringify(
      defineMachine({
        ...{ settle, refresh, discover, s3Manifests: s3ManifestDatasets(lake).length > 0 },
        transformTimeout: minutes(environment.transform.timeoutMinutes),
        runTimeout: runSeconds(lake),
      }),
    ),
    definitionSubstitutions: values,
    loggingConfiguration: {
      level: 'ALL',
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.attrArn } }],
    },
    tracingConfiguration: { enabled: true },
  });
  machine.node.addDependency(parts.job, parts.crawler);
  return machine;
}
