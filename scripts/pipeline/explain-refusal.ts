import type { Environment } from '../../infra/environments/environment.ts';
import { StoreError } from '../../lambda/store/object-store.ts';
import { CommandError } from '../cli/command-error.ts';

/** Who asked, of which lake, as whom. */
export interface Asker {
  readonly verb: string;
  readonly environment: Pick<Environment, 'name' | 'account' | 'region'>;
  /** Name of the role that may. */
  readonly role: string;
}

const unreachable = new Set([
  ...['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EPIPE'],
  'TimeoutError',
]);
const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'InvalidClientTokenId']);
const unknownKeys = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'InvalidToken',
]);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The names by which an error and what is behind it may be known: those of AWS, and those of the system. */
function namesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? textOf(error.code) : '';
  const aws = 'Code' in error ? textOf(error.Code) : '';
  const within = error instanceof AggregateError ? error.errors.flatMap(namesOf) : [];
  return [error.name, code, aws, ...within, ...namesOf(error.cause)].filter((name) => name !== '');
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const holder = typeof metadata === 'object' && metadata !== null ? metadata : {};
  const status = 'httpStatusCode' in holder ? holder.httpStatusCode : undefined;
  return typeof status === 'number' ? status : statusOf(error.cause);
}

const isFromAws = (error: Error): boolean =>
  error instanceof StoreError ||
  '$metadata' in error ||
  ['CredentialsProviderError', 'TokenProviderError', 'TimeoutError'].includes(error.name) ||
  ('code' in error && 'syscall' in error && !('path' in error));

/**
 * What AWS, or the way to it, refused: one message with what it was, where, and what to do.
 * @returns undefined for an error that is none of AWS's: a bug, or one that says enough
 */
export function explainRefusal(error: unknown, asker: Asker): CommandError | undefined {
  if (error instanceof CommandError || !(error instanceof Error) || !isFromAws(error)) return undefined;
  const names = namesOf(error);
  const { environment: of, verb, role } = asker;
  const lake = `${of.name} (account ${of.account}, ${of.region})`;
  const where = error instanceof StoreError ? `: ${error.message}` : '';
  const has = (set: ReadonlySet<string>) => names.find((name) => set.has(name));
  const refuse = (code: string, expected: string, got: string, fix: string) =>
    new CommandError(code, 'environment', `sluice ${verb}: expected ${expected}, got ${got}; ${fix}`, { cause: error });
  if (names.includes('CredentialsProviderError') || names.includes('TokenProviderError'))
    return refuse(
      'no-credentials',
      `credentials for ${lake}`,
      'none',
      `take the role ${role} (aws sso login, or AWS_PROFILE)`,
    );
  const old = has(expired);
  if (old !== undefined)
    return refuse('expired-credentials', `credentials for ${lake} that still hold`, old, `take the role ${role} again`);
  const unknown = has(unknownKeys);
  if (unknown !== undefined)
    return refuse('unknown-credentials', `credentials that AWS knows for ${lake}`, unknown, `take the role ${role}`);
  const network = has(unreachable);
  if (network !== undefined)
    return refuse('no-network', `a way to AWS in ${of.region}`, `${network}${where}`, 'connect, then run this again');
  if (names.includes('NoSuchBucket'))
    return refuse(
      'no-bucket',
      `the buckets of ${lake}`,
      `NoSuchBucket${where}`,
      'deploy first, or choose another --env',
    );
  if (statusOf(error) === 403 || statusOf(error) === 401 || names.some((name) => /AccessDenied/.test(name)))
    return refuse(
      'not-allowed',
      `AWS to allow it in ${lake}`,
      `${names[0] ?? 'a refusal'}${where}`,
      `take the role ${role}`,
    );
  // It says key and reason itself: an object that changed, a key that can't be.
  if (error instanceof StoreError && error.code !== 'unavailable')
    return new CommandError(error.code, 'environment', error.message, { cause: error });
  return refuse('aws-refused', `AWS to do it in ${lake}`, `${names[0] ?? 'a refusal'}${where}`, 'run this again');
}
