import { QuickSightClient, type QuickSightClientConfig, QuickSightServiceException } from '@aws-sdk/client-quicksight';
import { CommandError } from '../../cli/command-error.ts';

/** What waiting needs; a test passes its own. */
export interface Patience {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Where the work stands: one line. */
  readonly say: (text: string) => void;
}

/** How often each operation was called, tries that were throttled included. */
export type Calls = Map<string, number>;

/** Words of messages about the surroundings: whose permissions are missing where. */
export interface ClientContext extends Patience {
  /** The environment's name, its account and region. */
  readonly environment: { readonly name: string; readonly account: string; readonly region: string };
  /** The role that may publish. */
  readonly role: string;
  readonly calls: Calls;
}

/** QuickSight throttles a whole account; a minute of it is not unusual while others publish too. */
const longestThrottling = 180_000;
const longestPause = 15_000;
const mostCuts = 4;

const throttled: ReadonlySet<string> = new Set(['ThrottlingException', 'TooManyRequestsException', 'Throttling']);

const isThrottled = (error: unknown): boolean =>
  error instanceof QuickSightServiceException && (throttled.has(error.name) || error.$metadata.httpStatusCode === 429);

/** The network, or a server that failed: what may work the next time. */
const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof QuickSightServiceException
    ? (error.$metadata.httpStatusCode ?? 0) >= 500
    : error.name === 'TimeoutError' || ('code' in error && typeof error.code === 'string'));

/**
 * A client that waits while QuickSight throttles, tries again when the network is cut, counts its calls, and says in one sentence what the
 * surroundings lack. All else it throws as it came.
 */
export function patientClient(config: QuickSightClientConfig, context: ClientContext): QuickSightClient {
  const client = new QuickSightClient({ maxAttempts: 1, ...config });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '');
        const began = context.now();
        for (let [tries, cuts] = [0, 0]; ; tries++) {
          context.calls.set(operation, (context.calls.get(operation) ?? 0) + 1);
          try {
            return await next(args);
          } catch (error) {
            const waited = context.now() - began;
            const again = isThrottled(error) ? waited < longestThrottling : isCut(error) && ++cuts < mostCuts;
            if (!again) throw inWords(error, operation, context);
            // Half of it by chance, so that two who were throttled together don't come back together.
            const pause = Math.min(longestPause, 500 * 2 ** tries) * (0.5 + Math.random() / 2);
            const why = isThrottled(error) ? 'QuickSight is throttling' : 'QuickSight did not answer';
            context.say(`${why}: ${operation} again in ${(pause / 1000).toFixed(1)} s`);
            await context.sleep(pause);
          }
        }
      },
    { step: 'initialize', name: 'patience', override: true },
  );
  return client;
}

/** What the surroundings lack, as a CommandError; the error itself where it says something of what was asked. */
function inWords(error: unknown, operation: string, { environment, role }: ClientContext): unknown {
  if (!(error instanceof Error)) return error;
  const where = `${environment.account} ${environment.region}`;
  const fail = (code: string, expected: string, got: string, fix: string) =>
    new CommandError(code, 'environment', `${operation}: expected ${expected}, got ${got}; ${fix}`, { cause: error });
  if (error.name === 'AccessDeniedException' || error.name === 'UnrecognizedClientException') {
    const fix = `take the role ${role}, and deploy the access stack if it lacks the action`;
    return fail('not-allowed', `quicksight:${operation} to be allowed in ${where}`, error.name, fix);
  }
  if (error.name === 'CredentialsProviderError')
    return fail('no-credentials', `credentials for ${where}`, 'none', `take the role ${role}`);
  if (error.name === 'UnsupportedUserEditionException') {
    const fix = 'upgrade the subscription: rules of rows, themes and definitions need it';
    return fail('wrong-edition', `the Enterprise edition of QuickSight in ${where}`, 'Standard', fix);
  }
  const isListing = operation.startsWith('List') && error.name === 'ResourceNotFoundException';
  if (isListing || error.name === 'SubscriptionRequiredException') {
    const fix = 'subscribe in the console, or set once.quickSight to "skip" in infra/environments/environments.json';
    return fail('not-subscribed', `a QuickSight subscription in ${where}`, 'none', fix);
  }
  if (isThrottled(error)) {
    const fix = 'run it again later: what is done stays done';
    return fail('throttled', `QuickSight to answer within ${longestThrottling / 1000} s`, 'throttling all along', fix);
  }
  if (error.name === 'ConflictException' || error.name === 'ResourceExistsException') {
    const fix = 'wait until it is done, then run it again: what is done stays done';
    return fail('conflict', 'nobody else to be changing it', error.message || 'somebody who is', fix);
  }
  if (isCut(error)) {
    const fix = 'run it again: what is done stays done';
    return fail('no-answer', `QuickSight to answer in ${where}`, error.message || error.name, fix);
  }
  // Only callers know what it means that something is not there.
  if (!(error instanceof QuickSightServiceException) || error.name === 'ResourceNotFoundException') return error;
  const fix = 'see the message; what is done stays done';
  return fail('refused', 'QuickSight to accept it', `${error.name}: ${error.message}`, fix);
}
