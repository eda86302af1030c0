import process from 'node:process';
import type { Handle, Handled } from './handler/create-handler.ts';
import { type RemainingTime, startDeadline } from './handler/deadline.ts';
import type { InvocationContext, Powertools } from './handler/powertools.ts';
import type { Reconciled } from './reconcile/reconcile-key.ts';
import { ConfigurationError, readToken, type Token } from './reconcile/token.ts';

/** What Lambda tells of an invocation, as far as it is used here. */
export interface LambdaContext extends RemainingTime, InvocationContext {}

/** What Lambda hears: a queue, which messages failed; anybody else, what became of each key. */
export type Answer =
  | Required<Pick<Handled, 'batchItemFailures'>>
  | { readonly reconciled: readonly Pick<Reconciled, 'file' | 'outcome'>[] };

interface Warm {
  readonly handle: Handle;
  readonly powertools: Powertools;
}

let warm: Warm | undefined;

function bucketName(variable: string): string {
  const name = process.env[variable];
  if (name !== undefined && name !== '') return name;
  throw new ConfigurationError(`environment: expected ${variable}, the name of a bucket, got none; set it`);
}

/** @returns undefined when nothing is said: then the deadline alone ends a file */
function readMostBytes(text = ''): number | undefined {
  if (text === '') return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new ConfigurationError(`environment: expected MOST_BYTES, a number of bytes, got "${text}"; correct it`);
}

/** The key in the environment, or in the secret that `TOKEN_SECRET` names: a function's settings are open to more people than its data. */
async function tokenOf(env: NodeJS.ProcessEnv): Promise<Token> {
  const secret = env['TOKEN_SECRET'] ?? '';
  if (secret === '') return readToken(env);
  const [{ readTokenSecret }, { SecretsManager }] = await Promise.all([
    import('./handler/token-secret.ts'),
    import('@aws-sdk/client-secrets-manager'),
  ]);
  return readTokenSecret(secret, new SecretsManager({}));
}

/** What only AWS needs is loaded here, so that nobody else waits for it. */
async function createFromEnvironment(): Promise<Warm> {
  const [{ createHandler }, { createPowertools }, { S3Store }, { createS3Client }, { storedSchemas }] =
    await Promise.all([
      import('./handler/create-handler.ts'),
      import('./handler/powertools.ts'),
      import('./store/s3-store.ts'),
      import('./store/s3-client.ts'),
      import('./reconcile/stored-schemas.ts'),
    ]);
  const token = await tokenOf(process.env);
  const rawBucket = bucketName('RAW_BUCKET');
  const mostBytes = readMostBytes(process.env['MOST_BYTES']);
  const client = createS3Client();
  const raw = new S3Store(rawBucket, client);
  const processed = new S3Store(bucketName('PROCESSED_BUCKET'), client);
  const quarantine = new S3Store(bucketName('QUARANTINE_BUCKET'), client);
  const powertools = createPowertools();
  const surroundings = {
    ...{ raw, processed, quarantine, token, mostBytes },
    schemaOf: storedSchemas(processed),
    now: () => new Date(),
  };
  return { handle: createHandler(surroundings, { rawBucket, telemetry: powertools.telemetry }), powertools };
}

/**
 * The Lambda's entry. Buckets and key come from its environment, once per cold start.
 * @throws what `createHandler`'s function throws, and ConfigurationError for an environment that lacks something
 */
export async function handler(event: unknown, context: LambdaContext): Promise<Answer> {
  warm ??= await createFromEnvironment();
  const { handle, powertools } = warm;
  powertools.begin(context);
  const deadline = startDeadline(context);
  try {
    const { reconciled, batchItemFailures } = await handle(event, { signal: deadline.signal });
    if (batchItemFailures !== undefined) return { batchItemFailures };
    return { reconciled: reconciled.map(({ file, outcome }) => ({ file, outcome })) };
  } finally {
    deadline.stop();
  }
}
