import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Lake } from './lake.ts';
import { addAlarms } from './watching/alarms.ts';
import { addBudget } from './watching/budget.ts';
import { addDashboard } from './watching/lake-dashboard.ts';
import { addTotals } from './watching/totals.ts';
import { addTrail } from './watching/trail.ts';

/** Makes what people see and hear of the lake: alarms, a dashboard, a budget, and the trail of who touched data. */
export function addWatching(stack: Stack, lake: Lake, notices: ITopic, clean: LambdaFunction): void {
  addTotals(stack, lake, clean.logGroup.logGroupName);
  addAlarms(stack, lake, notices);
  addDashboard(stack, lake);
  addBudget(stack, lake, notices);
  if (lake.environment.once.trail === 'create') addTrail(stack, lake);
}
