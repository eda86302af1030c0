import { ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';

export interface Execution {
  readonly name: string;
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** The newest hundred executions of a machine, the newest first: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export async function newestExecutions(client: SFNClient, stateMachineArn: string): Promise<Execution[]> {
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }));
  return executions
    .map(({ name = '', status = '', startDate }) => ({ name, status, started: startDate?.getTime() ?? 0 }))
    .sort((a, b) => b.started - a.started);
}
