import { ServiceError } from '../wire/service-error.ts';

/** Members of a request for one page of a list. */
export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/** The items that fit into a page when a request does not say. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ListDashboards.html */
const usualSize = 100;

/**
 * One page of a list, in order.
 * @param list names the list: a token of another list is refused
 * @throws ServiceError InvalidNextTokenException
 */
export function page<T>(items: readonly T[], list: string, request: PageRequest): { items: T[]; NextToken?: string } {
  const from = request.NextToken === undefined ? 0 : startOf(request.NextToken, list);
  const to = from + (request.MaxResults ?? usualSize);
  const taken = items.slice(from, to);
  return to < items.length ? { items: taken, NextToken: tokenAt(to, list) } : { items: taken };
}

const tokenAt = (position: number, list: string): string => Buffer.from(`${list}:${position}`).toString('base64url');

function startOf(token: string, list: string): number {
  const [named, position] = Buffer.from(token, 'base64url')
    .toString()
    .split(/:(?=\d+$)/);
  if (named !== list || position === undefined || tokenAt(Number(position), list) !== token) {
    throw new ServiceError('InvalidNextTokenException', 'The NextToken value is not valid.');
  }
  return Number(position);
}
