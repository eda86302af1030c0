import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { ListDashboardsCommand } from '@aws-sdk/client-quicksight';
import { expect, it } from 'vitest';
import { remoteControl } from './control.ts';
import { account, clientOf } from './testing/lab.ts';

it('runs as a process that prints its endpoint, and is controlled over HTTP', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--group', 'analysts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [endpoint] = await once(createInterface(child.stdout), 'line');
  const client = clientOf(endpoint);
  const control = remoteControl(endpoint);
  const list = new ListDashboardsCommand({ AwsAccountId: account });
  await control.plan({ kind: 'throttle', times: 1 });
  await expect(client.send(list)).rejects.toMatchObject({ name: 'ThrottlingException' });
  expect((await client.send(list)).DashboardSummaryList).toEqual([]);
  expect((await control.calls()).map(({ status }) => status)).toEqual([429, 200]);
  await expect(control.plan({ kind: 'exception', exception: 'NoSuchException' })).rejects.toThrow('NoSuchException');
  client.destroy();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
