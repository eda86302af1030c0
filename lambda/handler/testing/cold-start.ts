/**
 * As Lambda starts it: a process with nothing but the bundle (its path is the argument); ready is when the first event, which names no key, is
 * answered. Prints `{milliseconds, answer}`.
 */
export const coldStart = `
const began = performance.now();
const { handler } = await import(process.argv[2]);
const context = { awsRequestId: 'r', functionName: 'clean', functionVersion: '1', invokedFunctionArn: 'arn', memoryLimitInMB: '1769', getRemainingTimeInMillis: () => 60_000 };
const answer = await handler({ Records: [] }, context);
console.log(JSON.stringify({ milliseconds: performance.now() - began, answer }));
`;

/** The clean function's settings, of buckets that nobody asks. */
export const coldStartEnv: Readonly<Record<string, string>> = {
  ...{ RAW_BUCKET: 'raw', PROCESSED_BUCKET: 'processed', QUARANTINE_BUCKET: 'quarantine', AWS_REGION: 'us-east-1' },
  ...{ TOKEN_KEY_ID: 'k1', TOKEN_KEY: btoa('7'.repeat(32)), AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
};
