import { Readable } from 'node:stream';

/** What a service is asked: its operation, and the body. */
export type Answer = (operation: string, body: unknown) => Promise<object> | object;

/** An error as a service names it. */
export class ServiceError extends Error {
  constructor(name: string, message = 'scripted') {
    super(message);
    this.name = name;
  }
}

async function textOf(body: unknown): Promise<string> {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : Buffer.from(body as Uint8Array).toString('utf8');
}

/**
 * What a client of the SDK is given to speak over a wire that answers here: it writes requests and reads answers as ever.
 * The operation is the one of the header `x-amz-target`; Lambda's requests have none, and are called Invoke.
 */
export const scriptedWire = (answer: Answer) => ({
  region: 'eu-central-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  requestHandler: {
    async handle(request: { headers: Readonly<Record<string, string>>; body?: unknown }) {
      const operation = request.headers['x-amz-target']?.replace(/^.*\./, '') ?? 'Invoke';
      const reply = (statusCode: number, body: object) => ({
        response: {
          statusCode,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: Readable.from([Buffer.from(JSON.stringify(body))]),
        },
      });
      try {
        return reply(200, await answer(operation, JSON.parse(await textOf(request.body))));
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return reply(400, { __type: error.name, message: error.message });
      }
    },
  },
});
