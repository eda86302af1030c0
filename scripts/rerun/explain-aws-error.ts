import type { Environment } from '../../infra/environments/environment.ts';
import { namesOf } from '../../infra/names/names.ts';
import { StoreError } from '../../lambda/store/object-store.ts';
import type { CommandError } from '../cli/command-error.ts';
import { isDenied, isFromAws } from '../smoke/aws.ts';
import { refusals } from './refusals.ts';

const expired =
  /ExpiredToken|TokenRefreshRequired|SSOToken|InvalidClientToken|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|session (associated )?.*expired/i;
const throttled = /Throttl|TooManyRequests|SlowDown|LimitExceeded|RequestLimit/i;
const missing =
  /ResourceNotFound|DoesNotExist|NonExistent|NoSuchBucket|EntityNotFound|QueueDoesNotExist|StateMachineDoesNotExist/i;
const network = /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$|Timeout/;

/** AWS's own sentence of a denial names the action: `… is not authorized to perform: states:ListExecutions on resource: …`. */
const actionIn = (message: string): string | undefined => /not authorized to perform: ([\w:]+)/.exec(message)?.[1];

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name);

/**
 * What AWS, or the way to it, said, as one message that says what to do. It quotes AWS's names of errors and actions, never its sentences: those
 * name accounts and keys.
 * @param verb for the message @param cause what was thrown
 * @returns undefined for what is no answer of AWS: a bug, or a message already
 */
export function explainAwsError(
  verb: string,
  { name, account, region }: Pick<Environment, 'name' | 'account' | 'region'>,
  cause: unknown,
): CommandError | undefined {
  const error = cause instanceof StoreError ? (cause.cause ?? cause) : cause;
  if (!(error instanceof Error) || !(cause instanceof StoreError || isFromAws(error) || network.test(codeOf(error))))
    return undefined;
  const where = `sluice ${verb} in ${account} ${region}`;
  const role = namesOf({ name, account, region }).role('data');
  const code = codeOf(error);
  if (error.name === 'CredentialsProviderError') {
    return expired.test(error.message)
      ? refusals.credentialsExpired(where, 'ones that expired', undefined)
      : refusals.noCredentials(where, role, undefined);
  }
  if (expired.test(error.name)) return refusals.credentialsExpired(where, error.name, undefined);
  if (network.test(code) || network.test(error.name)) return refusals.noNetwork(where, code, undefined);
  if (throttled.test(error.name)) return refusals.awsThrottled(where, error.name, undefined);
  if (isDenied(error) || (cause instanceof StoreError && cause.code === 'denied')) {
    const action = actionIn(error.message) ?? (cause instanceof StoreError ? `the object ${cause.key}` : undefined);
    return refusals.accessDenied(where, action, role, undefined);
  }
  if (missing.test(error.name)) return refusals.notDeployed(where, error.name, name, undefined);
  return refusals.awsRefused(where, error.name, role, error);
}
