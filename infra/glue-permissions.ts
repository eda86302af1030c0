import type { Lake } from './lake.ts';
import type { Names } from './names/names.ts';
import { because } from './roles/reasons.ts';
import type { Allowed } from './roles/role.ts';

/** The resources that Glue asks a permission for when it works on one database: the catalog, the database and its tables. */
export const catalogArns = ({ arn, databases }: Names, database: keyof Names['databases']): string[] => [
  arn('glue', 'catalog'),
  arn('glue', `database/${databases[database]}`),
  arn('glue', `table/${databases[database]}/*`),
];

/**
 * What a job or crawler needs to log: Glue makes its log groups itself and puts the security configuration's key on them
 * (https://docs.aws.amazon.com/glue/latest/dg/set-up-encryption.html).
 */
export const glueLogs = ({ names }: Lake, group: string): Allowed => ({
  Log: {
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:AssociateKmsKey'],
    because: because.logs,
    resources: [names.arn('logs', `log-group:${group}*`), names.arn('logs', `log-group:${group}*:log-stream:*`)],
  },
});
