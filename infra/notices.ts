import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { acknowledge } from './judge/acknowledge.ts';
import type { Lake } from './lake.ts';
import type { Keys } from './storage/keys.ts';

/** The topic that people hear from: what runs came to, and alarms. */
export function addNotices(stack: Stack, { environment, names }: Lake, keys: Keys): Topic {
  const topic = new Topic(stack, 'Notices', {
    topicName: names.named('notices'),
    masterKey: keys.watching,
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsAndBudgetsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('budgets.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': environment.account } },
    }),
  );
  environment.watching.mail.forEach((endpoint, index) => {
    const subscription = new Subscription(stack, `NoticesTo${index}`, {
      topic,
      endpoint,
      protocol: SubscriptionProtocol.EMAIL,
    });
    acknowledge(
      subscription,
      'Serverless-SNSRedrivePolicy',
      'Mail has no dead letters: the alarm itself shows on the dashboard until it is over.',
    );
  });
  return topic;
}
