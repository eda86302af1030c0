import process from 'node:process';
import { handler } from '../../handler.ts';

/**
 * Lambda, as far as it matters here: a process that calls the entry for one event after the other and sends the answers to its parent.
 * Arguments: the milliseconds that an invocation may take, and events as JSON. Logs go where they go in AWS.
 */
const [timeout = '', ...events] = process.argv.slice(2);
for (const [index, event] of events.entries()) {
  const end = Date.now() + Number(timeout);
  const context = {
    ...{ awsRequestId: `request-${index}`, functionName: 'clean', functionVersion: '1', invokedFunctionArn: 'arn' },
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => Math.max(0, end - Date.now()),
  };
  const answer = await handler(JSON.parse(event), context).catch((error: unknown) => ({ thrown: String(error) }));
  process.send?.(answer);
}
process.disconnect();
