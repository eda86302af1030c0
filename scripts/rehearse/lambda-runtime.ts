/**
 * The Node runtime of the rehearsal: loads the function's handler, then asks for one event after the other.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const env = (name: string): string => process.env[name] ?? '';
const api = `http://${env('AWS_LAMBDA_RUNTIME_API')}/2018-06-01/runtime`;

type Handler = (event: unknown, context: object) => unknown;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

/** @throws TypeError when there is no such file, or it exports no such function */
async function loadHandler(): Promise<Handler> {
  const [, file = '', name = ''] = /^(.*)\.([^.]+)$/.exec(env('_HANDLER')) ?? [];
  const endings = ['.mjs', '.js', '.cjs'];
  const path = endings.map((ending) => join(env('LAMBDA_TASK_ROOT'), file + ending)).find((found) => existsSync(found));
  if (path === undefined) throw new TypeError(`${env('_HANDLER')}: expected ${file} with one of ${endings.join(' ')}`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(path).href);
  const handler = loaded[name];
  if (!isHandler(handler)) throw new TypeError(`${path}: expected it to export ${name}, got ${Object.keys(loaded)}`);
  return handler;
}

const post = async (path: string, body: unknown): Promise<void> => {
  await fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
};

const describeError = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: 'Error', errorMessage: String(error), trace: [] };

function contextOf(headers: Headers): object {
  const deadline = Number(headers.get('lambda-runtime-deadline-ms'));
  return {
    awsRequestId: headers.get('lambda-runtime-aws-request-id') ?? '',
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn') ?? '',
    functionName: env('AWS_LAMBDA_FUNCTION_NAME'),
    functionVersion: env('AWS_LAMBDA_FUNCTION_VERSION'),
    memoryLimitInMB: env('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
    logGroupName: env('AWS_LAMBDA_LOG_GROUP_NAME'),
    logStreamName: env('AWS_LAMBDA_LOG_STREAM_NAME'),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** One event: its answer, or what the handler threw, goes back under the event's id. */
async function serveNext(handler: Handler): Promise<void> {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id') ?? '';
  process.env['_X_AMZN_TRACE_ID'] = next.headers.get('lambda-runtime-trace-id') ?? '';
  const event: unknown = await next.json();
  const answer = await callHandler(handler, event, next.headers);
  // Whoever keeps the log knows by this line that it has all of this invocation.
  process.stdout.write(`END RequestId: ${id}\n`);
  await post(`invocation/${id}/${answer.path}`, answer.body);
}

async function callHandler(handler: Handler, event: unknown, headers: Headers) {
  try {
    return { path: 'response', body: await handler(event, contextOf(headers)) };
  } catch (error) {
    return { path: 'error', body: describeError(error) };
  }
}

try {
  const handler = await loadHandler();
  for (;;) await serveNext(handler);
} catch (error) {
  await post('init/error', describeError(error));
  process.exitCode = 1;
}
