import type { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Lake } from '../lake.ts';

/** Makes the budget of the account's month: people hear at 80 %, and when the forecast goes beyond it. */
export function addBudget(stack: Stack, { names, environment }: Lake, notices: ITopic): void {
  const hears = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscribers: [{ subscriptionType: 'SNS', address: notices.topicArn }],
  });
  new CfnBudget(stack, 'Budget', {
    budget: {
      budgetName: names.named('month'),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: environment.watching.monthlyBudgetUsd, unit: 'USD' },
    },
    notificationsWithSubscribers: [hears('ACTUAL', 80), hears('FORECASTED', 100)],
  });
}
