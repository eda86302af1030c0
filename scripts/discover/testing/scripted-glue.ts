import { Readable } from 'node:stream';
import { GlueClient } from '@aws-sdk/client-glue';

/** One answer of Glue: a body, or the name of an error. */
export type Answer = { readonly body: object } | { readonly error: string };

/** A crawler as GetCrawler answers it. */
export const crawler = (state: string, last?: object): Answer => ({
  body: { Crawler: { Name: 'c', State: state, ...(last === undefined ? {} : { LastCrawl: last }) } },
});

/**
 * Glue's own client, which writes requests and reads answers as ever, over a wire that answers from lists: each operation's answers in
 * their order, the last one again and again.
 * @returns the client, and the operations that were asked for
 */
export function scriptedGlue(script: Readonly<Record<string, readonly Answer[]>>) {
  const asked: string[] = [];
  const client = new GlueClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      async handle(request: { headers: Readonly<Record<string, string>> }) {
        const operation = request.headers['x-amz-target']?.replace('AWSGlue.', '') ?? '';
        const answers = script[operation] ?? [];
        const answer = answers[Math.min(asked.filter((one) => one === operation).length, answers.length - 1)];
        asked.push(operation);
        const failed = answer === undefined || 'error' in answer;
        const body = failed ? { __type: answer?.error ?? 'EntityNotFoundException', message: 'scripted' } : answer.body;
        return {
          response: {
            statusCode: failed ? 400 : 200,
            headers: { 'content-type': 'application/x-amz-json-1.1' },
            body: Readable.from([Buffer.from(JSON.stringify(body))]),
          },
        };
      },
    },
  });
  return { client, asked };
}
