import { StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { DeleteTableCommand, UpdateTableCommand } from '@aws-sdk/client-glue';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { BucketUse, RoleUse } from '../../infra/names/names.ts';
import type { Aws } from '../aws/connect-aws.ts';
import type { Smoke } from './smoke-context.ts';

/** A real request that has to be denied, and that does no harm when it is not. */
export interface HarmlessAsk {
  readonly says: string;
  send(aws: Aws): Promise<unknown>;
}

/** A table that nobody makes: a policy of a database's tables is asked all the same. */
const noTable = '_smoke_no_such_table';

/**
 * What a role is asked for in earnest. Objects are the smoke's own and there: where a role may not list, S3 answers 403 for what is missing, which
 * would prove nothing. A put is on the condition that there is no such object: it would end 412.
 */
export function harmlessAsks({ environment, names, plan, state }: Smoke, role: RoleUse): HarmlessAsk[] {
  const part = state.manifest?.parts[0]?.key;
  const quarantine = state.manifest?.quarantine?.key;
  const get = (use: BucketUse, Key: string | undefined): HarmlessAsk[] =>
    Key === undefined
      ? []
      : [
          {
            says: `s3:GetObject ${use}/${Key}`,
            send: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket: names.bucket(use), Key, Range: 'bytes=0-0' })),
          },
        ];
  const put = (use: BucketUse, Key: string | undefined): HarmlessAsk[] =>
    Key === undefined
      ? []
      : [
          {
            says: `s3:PutObject ${use}/${Key} if there is none`,
            send: ({ s3 }) =>
              s3.send(new PutObjectCommand({ Bucket: names.bucket(use), Key, Body: 'x', IfNoneMatch: '*' })),
          },
        ];
  const everywhere = [
    ...[...get('raw', plan.key), ...get('processed', part), ...get('quarantine', quarantine)],
    ...[...put('processed', part), ...put('quarantine', quarantine)],
    ...[changeTable(names.databases.final), dropTable(names.databases.final)],
  ];
  if (role === 'upload') return [...everywhere, askIn(names.workgroup(Object.keys(environment.audiences)[0] ?? ''))];
  const own = role.replace(/^reader-/, '');
  const neighbours = Object.keys(environment.audiences).filter((audience) => audience !== own);
  return [
    ...[...everywhere, ...put('raw', plan.key)],
    ...neighbours.map((audience) => askIn(names.workgroup(audience))),
    ...neighbours.flatMap((audience) =>
      get(
        'results',
        state.answers.find((key) => key.startsWith(`${audience}/`)),
      ),
    ),
  ];
}

const changeTable = (DatabaseName: string): HarmlessAsk => ({
  says: `glue:UpdateTable ${DatabaseName}.${noTable}`,
  send: ({ glue }) => glue.send(new UpdateTableCommand({ DatabaseName, TableInput: { Name: noTable } })),
});

const dropTable = (DatabaseName: string): HarmlessAsk => ({
  says: `glue:DeleteTable ${DatabaseName}.${noTable}`,
  send: ({ glue }) => glue.send(new DeleteTableCommand({ DatabaseName, Name: noTable })),
});

const askIn = (WorkGroup: string): HarmlessAsk => ({
  says: `athena:StartQueryExecution ${WorkGroup}`,
  send: ({ athena }) => athena.send(new StartQueryExecutionCommand({ WorkGroup, QueryString: 'SELECT 1' })),
});
