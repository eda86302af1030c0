import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import { consoleOf } from '../discover/log-link.ts';

/** Where an operator looks next: pages of the AWS console, by what is on them. */
export function consoleLinks(environment: Environment): readonly (readonly [title: string, url: string])[] {
  const { region, account, once } = environment;
  const names = namesOf(environment);
  const page = (path: string) => `https://${consoleOf(region)}/${path}`;
  const machine = names.arn('states', `stateMachine:${names.named('run')}`);
  return [
    ['stacks', page(`cloudformation/home?region=${region}#/stacks?filteringText=${names.prefix}-`)],
    ['raw files', page(`s3/buckets/${names.bucket('raw')}?region=${region}`)],
    ['runs of the tables', page(`states/home?region=${region}#/statemachines/view/${encodeURIComponent(machine)}`)],
    ['the Glue job', page(`gluestudio/home?region=${region}#/editor/job/${names.named('transform')}/runs`)],
    ['the lake in figures', page(`cloudwatch/home?region=${region}#dashboards/dashboard/${names.named('lake')}`)],
    ...(once.quickSight === 'import'
      ? ([
          ['dashboards', `https://${region}.quicksight.aws.amazon.com/sn/account/${account}/start/dashboards`],
        ] as const)
      : []),
  ];
}
