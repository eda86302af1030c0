import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import {
  DescribeResourceCommand,
  GetDataLakeSettingsCommand,
  paginateListPermissions,
} from '@aws-sdk/client-lakeformation';
import type { Check } from '../check.ts';
import { findings, type SmokeFinding } from '../findings.ts';
import type { Smoke } from '../smoke-context.ts';

/** What makes Lake Formation decide: the location under its role, nobody by default, the admins; and workgroups that can't be overridden. */
export const governance: Check = {
  name: 'governance',
  expects: 'final under Lake Formation, no IAMAllowedPrincipals, the admins, workgroups with enforced settings',
  needs: [],
  async run(smoke) {
    const { grants, defaults } = await readDefaults(smoke);
    const found = [
      ...(await judgeLocation(smoke)),
      ...defaults,
      ...(await judgeSettings(smoke)),
      ...(await judgeWorkgroups(smoke)),
    ];
    return { says: `${grants} grants`, findings: found };
  },
};

async function judgeLocation({ aws, names }: Smoke): Promise<SmokeFinding[]> {
  const ResourceArn = names.bucketArn('final');
  const { ResourceInfo } = await aws.lakeFormation.send(new DescribeResourceCommand({ ResourceArn }));
  const [expected, got] = [names.roleArn('lake-formation'), ResourceInfo?.RoleArn ?? 'none'];
  return [
    ...(got === expected ? [] : [findings.setting(ResourceArn, 'role of the registered location', expected, got)]),
    ...(ResourceInfo?.HybridAccessEnabled === true
      ? [findings.setting(ResourceArn, 'hybrid access', 'off: IAM alone would let people in', 'on')]
      : []),
  ];
}

async function readDefaults({ aws, names }: Smoke) {
  let grants = 0;
  const defaults: SmokeFinding[] = [];
  for await (const page of paginateListPermissions({ client: aws.lakeFormation }, {}))
    for (const { Principal, Resource, Permissions = [] } of page.PrincipalResourcePermissions ?? []) {
      const of = Resource?.Table ?? Resource?.TableWithColumns ?? Resource?.Database;
      const database =
        Resource?.Database?.Name ?? Resource?.Table?.DatabaseName ?? Resource?.TableWithColumns?.DatabaseName;
      grants += 1;
      if (Principal?.DataLakePrincipalIdentifier !== 'IAM_ALLOWED_PRINCIPALS' || database !== names.databases.final)
        continue;
      const fix = 'revoke it: with it, IAM decides, and filters of columns and rows do nothing';
      defaults.push(
        findings.setting(
          `${database}.${of?.Name ?? '*'}`,
          'IAMAllowedPrincipals',
          'no permission',
          Permissions.join(', '),
          fix,
        ),
      );
    }
  const none =
    grants === 0
      ? [
          findings.setting(
            names.databases.final,
            'grants',
            'some',
            'none',
            'run sluice catalog; the role smoke has to be a read-only admin to see them',
          ),
        ]
      : [];
  return { grants, defaults: [...defaults, ...none] };
}

async function judgeSettings({ aws, environment, names }: Smoke): Promise<SmokeFinding[]> {
  if (environment.once.lakeFormation === 'skip') return [];
  const { DataLakeSettings = {} } = await aws.lakeFormation.send(new GetDataLakeSettingsCommand());
  const admins = (DataLakeSettings.DataLakeAdmins ?? []).map((one) => one.DataLakePrincipalIdentifier ?? '');
  const wanted = [
    ...environment.principals.administrators,
    ...(environment.once.githubProvider === 'skip' ? [] : [names.roleArn('data')]),
  ];
  const missing = wanted.filter((arn) => !admins.includes(arn));
  const defaults = [
    ...(DataLakeSettings.CreateTableDefaultPermissions ?? []),
    ...(DataLakeSettings.CreateDatabaseDefaultPermissions ?? []),
  ];
  const place = 'Lake Formation settings';
  return [
    ...missing.map((arn) => findings.setting(place, 'admins', arn, admins.join(', ') || 'none')),
    ...(defaults.length === 0
      ? []
      : [findings.setting(place, 'default permissions of new tables', 'none', String(defaults.length))]),
  ];
}

async function judgeWorkgroups({ aws, environment, names }: Smoke): Promise<SmokeFinding[]> {
  const found: SmokeFinding[] = [];
  for (const [audience, { scanLimitGiB }] of Object.entries(environment.audiences)) {
    const WorkGroup = names.workgroup(audience);
    const settings = (await aws.athena.send(new GetWorkGroupCommand({ WorkGroup }))).WorkGroup?.Configuration ?? {};
    const wrong = (subject: string, expected: string, got: unknown) =>
      found.push(findings.setting(WorkGroup, subject, expected, String(got ?? 'none')));
    const output = settings.ResultConfiguration?.OutputLocation;
    const limit = Math.round(scanLimitGiB * 1024 ** 3);
    if (settings.EnforceWorkGroupConfiguration !== true) wrong('settings', 'enforced', 'open to be overridden');
    if (output !== `s3://${names.bucket('results')}/${audience}/`)
      wrong('answers', `s3://${names.bucket('results')}/${audience}/`, output);
    if (Number(settings.BytesScannedCutoffPerQuery) !== limit)
      wrong('bytes that a query may read', String(limit), settings.BytesScannedCutoffPerQuery);
    if (settings.ResultConfiguration?.EncryptionConfiguration?.EncryptionOption !== 'SSE_KMS')
      wrong(
        'encryption of answers',
        'SSE_KMS',
        settings.ResultConfiguration?.EncryptionConfiguration?.EncryptionOption,
      );
  }
  return found;
}
