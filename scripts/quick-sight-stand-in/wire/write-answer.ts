import { isRecord, judgeValue } from '../shapes/judge-value.ts';
import type { OperationShape } from '../shapes/sdk-shapes.ts';
import type { ServiceError } from './service-error.ts';

/** What goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * An operation's output as rest-json carries it: the status in the status line, times as seconds.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 * @throws RangeError when the output does not fit the SDK's shape: the SDK would drop what it does not know
 */
export function writeAnswer(operation: OperationShape, output: object, requestId: string): Answer {
  const wire: unknown = JSON.parse(JSON.stringify({ ...output, RequestId: requestId }, secondsForDates));
  // Of an answer only members and types are judged: the service itself gives values that the SDK's enums lack.
  const [wrong] = judgeValue(wire, operation.output).filter(({ kind }) => kind !== 'constraint');
  if (wrong !== undefined || !isRecord(wire)) throw new RangeError(`${operation.name}: ${wrong?.path}: ${wrong?.text}`);
  // Most outputs have their Status in the status line, some in the body: then the line says 200.
  if (operation.output.members.get('Status')?.place.in !== 'status') return answer(200, wire, requestId);
  const { Status, ...body } = wire;
  return answer(typeof Status === 'number' ? Status : 200, body, requestId);
}

/** The SDK finds an exception by this header. @param error what an operation threw */
export function writeError(error: ServiceError, requestId: string): Answer {
  return {
    status: error.status,
    headers: { ...headers(requestId), 'x-amzn-errortype': error.name },
    body: JSON.stringify({ Message: error.message, ResourceType: error.resourceType, RequestId: requestId }),
  };
}

const answer = (status: number, body: object, requestId: string): Answer => ({
  status,
  headers: headers(requestId),
  body: JSON.stringify(body),
});

const headers = (requestId: string) => ({ 'content-type': 'application/json', 'x-amzn-requestid': requestId });

/** JSON.stringify gives a replacer what toJSON made of a Date; the holder still has the Date. */
function secondsForDates(this: unknown, key: string, value: unknown): unknown {
  const original = isRecord(this) ? this[key] : undefined;
  return original instanceof Date ? original.getTime() / 1000 : value;
}
