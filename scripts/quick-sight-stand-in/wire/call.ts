import { isRecord } from '../shapes/judge-value.ts';
import type { Route } from './route.ts';

/** One request that named an operation, whatever its answer. */
export interface Call {
  readonly operation: string;
  readonly kind: 'read' | 'write';
  /** `dashboard/sales`, `dataset/daily`, an ARN for tags; the path for an operation on no one resource. */
  readonly resource: string;
  readonly caller: string;
  readonly status: number;
  /** The exception's name, when it was refused. */
  readonly error?: string;
  /** ISO 8601, by the stand-in's clock. */
  readonly at: string;
}

const reads = /^(Describe|List|Search|Get|BatchDescribe)/;

export const callKind = (operation: string): Call['kind'] => (reads.test(operation) ? 'read' : 'write');

/** The member of a request that says which resource it is for, and the word of its ARNs. */
const resourceMembers: readonly (readonly [member: string, word: string])[] = [
  ['DashboardId', 'dashboard'],
  ['AnalysisId', 'analysis'],
  ['ThemeId', 'theme'],
  ['DataSetId', 'dataset'],
  ['DataSourceId', 'datasource'],
  ['UserName', 'user'],
  ['GroupName', 'group'],
];

/** @param body the request's, unread: a create may carry its id there */
export function callResource(route: Route, body: string, path: string): string {
  const arn = route.labels.get('ResourceArn');
  if (arn !== undefined) return arn;
  for (const [member, word] of resourceMembers) {
    const id =
      route.labels.get(member) ?? (route.operation.input.members.has(member) ? memberOf(body, member) : undefined);
    if (id !== undefined) return `${word}/${id}`;
  }
  return path;
}

function memberOf(body: string, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) && typeof value[name] === 'string' ? value[name] : undefined;
  } catch {
    return undefined;
  }
}
