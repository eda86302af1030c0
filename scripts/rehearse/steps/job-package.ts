import { GetJobCommand } from '@aws-sdk/client-glue';
import type { Rehearsal } from '../rehearsal.ts';

/** The package that Glue itself has for the job: another one with every change of a dataset or a table. */
export async function jobPackage({ clients, names }: Rehearsal): Promise<string | undefined> {
  const { Job } = await clients.glue.send(new GetJobCommand({ JobName: names.named('transform') }));
  return Job?.DefaultArguments?.['--extra-py-files'];
}
