import type * as api from '@aws-sdk/client-quicksight';
import type { Service } from '../service.ts';

export const describeAccountSettings = (
  _: api.DescribeAccountSettingsRequest,
  service: Service,
): api.DescribeAccountSettingsResponse => ({
  Status: 200,
  AccountSettings: {
    AccountName: `account-${service.account}`,
    Edition: service.edition,
    DefaultNamespace: 'default',
    NotificationEmail: 'operator@example.com',
    PublicSharingEnabled: false,
    TerminationProtectionEnabled: true,
  },
});

export const describeAccountSubscription = (
  _: api.DescribeAccountSubscriptionRequest,
  service: Service,
): api.DescribeAccountSubscriptionResponse => ({
  Status: 200,
  AccountInfo: {
    AccountName: `account-${service.account}`,
    Edition: service.edition,
    NotificationEmail: 'operator@example.com',
    AuthenticationType: 'IAM_AND_QUICKSIGHT',
    AccountSubscriptionStatus: 'ACCOUNT_CREATED',
  },
});
