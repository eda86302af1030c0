import { isRecord, judgeValue, type Violation } from '../shapes/judge-value.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Route } from './route.ts';
import { ServiceError } from './service-error.ts';

/** What the API takes of a request: 6 MB, as its gateway does; a definition may have up to 2 MB. See README.md, "Not known". */
export const largestBody = 6 * 1024 * 1024;

/**
 * Puts the input of an operation together from path, query and body, and judges it by the SDK's shape.
 * @param body '' when the request has none
 * @returns an object that fits the operation's input; times are still what JSON holds, numbers of seconds
 * @throws ServiceError SerializationException for what can't be read, ValidationException with every violation of a constraint
 */
export function readInput(route: Route, query: URLSearchParams, body: string): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const fromBody = readBody(body);
  for (const [name, { shape, place }] of route.operation.input.members) {
    if (place.in === 'path') input[name] = fromText(route.labels.get(name) ?? '', shape());
    else if (place.in === 'query') {
      const values = query.getAll(place.name);
      if (values.length > 0) input[name] = fromQuery(values, shape());
    }
  }
  for (const [name, value] of Object.entries(fromBody)) {
    const place = route.operation.input.members.get(name)?.place.in ?? 'body';
    if (place === 'body' && value !== null) input[name] = value;
  }
  const violations = judgeValue(input, route.operation.input);
  if (violations.length > 0) throw refusal(violations);
  return input;
}

function readBody(body: string): Record<string, unknown> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (isRecord(value)) return value;
  } catch {
    // Refused below, as a body that is no object is.
  }
  throw new ServiceError('SerializationException', 'Unexpected token: the body is not a JSON object');
}

const fromQuery = (values: readonly string[], shape: Shape): unknown =>
  shape.kind === 'list' ? values.map((value) => fromText(value, shape.items())) : fromText(values[0] ?? '', shape);

function fromText(text: string, shape: Shape): unknown {
  if (shape.kind === 'number' && /^-?\d+$/.test(text)) return Number(text);
  if (shape.kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function refusal(violations: readonly Violation[]): ServiceError {
  const [unreadable] = violations.filter(({ kind }) => kind === 'type');
  if (unreadable !== undefined) {
    return new ServiceError('SerializationException', `${unreadable.text} (at '${unreadable.path}')`);
  }
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  return new ServiceError('ValidationException', `${count}: ${violations.map(({ text }) => text).join('; ')}`);
}
