import { CommandError } from '../cli/command-error.ts';
import type { StandIn } from './stand-in.ts';

/**
 * A request of a service that the project has no client for: the stand-in knows the service by the scope of the signature, and checks none.
 * @param service as in a signature's scope
 * @returns the answer's text
 * @throws CommandError `stand-in` for an answer that is no success
 */
export async function askStandIn(
  { endpoint, env }: Pick<StandIn, 'endpoint' | 'env'>,
  service: string,
  path: string,
  body: string | URLSearchParams,
): Promise<string> {
  const [key, region] = [env['AWS_ACCESS_KEY_ID'], env['AWS_REGION']];
  const scope = `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const answer = await fetch(`${endpoint}${path}`, { method: 'POST', headers: { authorization: scope }, body });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new CommandError(
    'stand-in',
    'environment',
    `${service}${path}: expected an answer, got ${answer.status}: ${text.slice(0, 200)}`,
  );
}
