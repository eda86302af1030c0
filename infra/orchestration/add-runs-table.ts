import type { Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Lake } from '../lake.ts';
import { removalOf } from '../storage/removal.ts';

/** The table with the one item that says what is asked for and who holds the lease. */
export function addRunsTable(stack: Stack, { names, environment }: Lake): Table {
  return new Table(stack, 'Runs', {
    tableName: names.named('runs'),
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: removalOf(environment),
  });
}
