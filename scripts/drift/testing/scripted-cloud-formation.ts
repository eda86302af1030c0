import { Readable } from 'node:stream';
import { CloudFormationClient, type StackResourceDrift } from '@aws-sdk/client-cloudformation';

/** What CloudFormation is to find out about a stack; or the message with which it refuses, or why the detection fails. */
export interface ScriptedStack {
  readonly resources?: readonly Partial<StackResourceDrift>[];
  /** How often somebody else's detection is in the way. */
  readonly busy?: number;
  /** How often the detection is asked for before it ends; Infinity: it does not. */
  readonly polls?: number;
  readonly failed?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly status?: number };
}

const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => `<member>${xmlOf(one)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `<${name}>${xmlOf(one)}</${name}>`)
      .join('');
  return inXml(String(value));
}

/**
 * CloudFormation's own client, which writes requests and reads answers as ever, over a wire that answers as scripted: two resources a page.
 * @returns the client, and the operations that were asked for
 */
export function scriptedCloudFormation(stacks: Readonly<Record<string, ScriptedStack>>) {
  const asked: string[] = [];
  const count = new Map<string, number>();
  const times = (what: string): number => {
    const now = (count.get(what) ?? 0) + 1;
    count.set(what, now);
    return now;
  };
  const refuse = (code: string, message: string, status = 400) => ({
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${inXml(message)}</Message></Error></ErrorResponse>`,
  });

  function answer(operation: string, given: URLSearchParams) {
    const name = given.get('StackName') ?? given.get('StackDriftDetectionId') ?? '';
    const stack = stacks[name];
    if (stack === undefined) return refuse('ValidationError', `Stack [${name}] does not exist`);
    const { resources = [], busy = 0, polls = 1, failed, error } = stack;
    if (error !== undefined) return refuse(error.code, error.message, error.status);
    if (operation === 'DetectStackDrift')
      return times(`detect ${name}`) <= busy
        ? refuse('ValidationError', `Drift detection is already in progress for Stack [${name}]`)
        : { StackDriftDetectionId: name };
    if (operation === 'DescribeStackDriftDetectionStatus') {
      const ended = times(`poll ${name}`) > polls;
      const status = ended
        ? failed === undefined
          ? 'DETECTION_COMPLETE'
          : 'DETECTION_FAILED'
        : 'DETECTION_IN_PROGRESS';
      return {
        ...{ StackId: name, StackDriftDetectionId: name, DetectionStatus: status, DetectionStatusReason: failed },
        Timestamp: new Date(0),
      };
    }
    const wanted = new Set([...given].flatMap(([key, value]) => (/Filters/.test(key) ? [value] : [])));
    const found = resources.filter(({ StackResourceDriftStatus = '' }) => wanted.has(StackResourceDriftStatus));
    const from = Number(given.get('NextToken') ?? 0);
    return {
      StackResourceDrifts: found
        .slice(from, from + 2)
        .map((one) => ({ StackId: name, Timestamp: new Date(0), ...one })),
      NextToken: from + 2 < found.length ? String(from + 2) : undefined,
    };
  }

  const client = new CloudFormationClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      async handle(request: { body: unknown }) {
        const given = new URLSearchParams(String(request.body));
        const operation = given.get('Action') ?? '';
        asked.push(operation);
        const came = answer(operation, given);
        const isRefused = 'body' in came;
        const body = isRefused
          ? came.body
          : `<${operation}Response><${operation}Result>${xmlOf(came)}</${operation}Result></${operation}Response>`;
        return {
          response: {
            statusCode: isRefused ? came.status : 200,
            headers: { 'content-type': 'text/xml' },
            body: Readable.from([Buffer.from(body)]),
          },
        };
      },
    },
  });
  return { client, asked };
}
