import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { waitUntil } from '../aws/wait-until.ts';
import type { Smoke } from './smoke-context.ts';

export interface EndedRun {
  readonly name: string;
  readonly status: string;
  /** By AWS's clock, in milliseconds since 1970. */
  readonly started: number;
}

/**
 * Waits for the end of the first run that began after a moment: what was in processed by then, it has read.
 * @param since by AWS's clock, to the second
 * @param except names of runs that are not meant
 * @returns undefined when the time is up
 */
export async function nextRun(
  smoke: Smoke,
  since: Date,
  except: ReadonlySet<string> = new Set(),
): Promise<EndedRun | undefined> {
  const { aws, names, timeout, signal } = smoke;
  const stateMachineArn = names.arn('states', `stateMachine:${names.named('run')}`);
  const from = Math.floor(since.getTime() / 1000) * 1000;
  return await waitUntil(
    async () => {
      // The newest come first, a hundred to a page.
      const { executions = [] } = await aws.states.send(
        new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }),
      );
      const later = executions.filter(
        ({ name = '', startDate }) => (startDate?.getTime() ?? 0) >= from && !except.has(name),
      );
      const first = later.at(-1);
      if (first === undefined) return undefined;
      const { name = '', status = '', startDate } = first;
      smoke.say(`run ${name}: ${status}`);
      return status === 'RUNNING' ? undefined : { name, status, started: startDate?.getTime() ?? 0 };
    },
    { most: timeout, signal },
  );
}
