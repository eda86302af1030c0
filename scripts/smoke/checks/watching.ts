import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';

/** Alarms that every lake has; those of cadences come with datasets. */
const alarms = [
  ...['clean-dead-letters', 'clean-behind', 'runs-dead-letters', 'runs-behind', 'clean-errors', 'start-run-errors'],
  ...['run-step-errors', 'run-failed', 'run-timedout', 'run-aborted', 'files-failed', 'quarantine-share'],
];

/** That somebody hears of it: alarms that tell the topic, mail that was confirmed. */
export const watching: Check = {
  name: 'watching',
  expects: 'the alarms, each telling the topic; every mail address confirmed',
  needs: [],
  async run({ aws, environment, names }) {
    const topic = names.arn('sns', names.named('notices'));
    const found: SmokeFinding[] = [];
    const there = new Map<string, { readonly tells: boolean; readonly on: boolean }>();
    for await (const page of paginateDescribeAlarms({ client: aws.alarms }, { AlarmNamePrefix: `${names.prefix}-` }))
      for (const { AlarmName = '', AlarmActions = [], ActionsEnabled } of page.MetricAlarms ?? [])
        there.set(AlarmName, { tells: AlarmActions.includes(topic), on: ActionsEnabled !== false });
    for (const name of alarms.map((one) => names.named(one))) {
      const alarm = there.get(name);
      if (alarm === undefined) found.push(findings.setting(name, 'alarm', 'it', 'none'));
      else if (!alarm.tells || !alarm.on) found.push(findings.setting(name, 'alarm', `to tell ${topic}`, 'silence'));
    }
    const confirmed = new Map<string, boolean>();
    for await (const page of paginateListSubscriptionsByTopic({ client: aws.sns }, { TopicArn: topic }))
      for (const { Endpoint = '', SubscriptionArn = '' } of page.Subscriptions ?? [])
        confirmed.set(Endpoint, SubscriptionArn.startsWith('arn:'));
    for (const mail of environment.watching.mail)
      if (confirmed.get(mail) !== true) {
        const got = confirmed.has(mail) ? 'not confirmed' : 'no subscription';
        found.push(
          findings.setting(topic, mail, 'a confirmed subscription', got, 'open the mail that AWS sent, and confirm it'),
        );
      }
    return { says: `${there.size} alarms, ${environment.watching.mail.length} addresses`, findings: found };
  },
};
