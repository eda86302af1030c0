import { expect, it } from 'vitest';
import { handler } from './handler.ts';

it('says what its environment lacks', async () => {
  const context = {
    ...{
      awsRequestId: 'r',
      functionName: 'clean',
      functionVersion: '1',
      invokedFunctionArn: 'arn',
      memoryLimitInMB: '512',
    },
    getRemainingTimeInMillis: () => 60_000,
  };
  await expect(handler({}, context)).rejects.toMatchObject({
    name: 'ConfigurationError',
    message: expect.stringContaining('TOKEN_KEY_ID and TOKEN_KEY'),
  });
});
