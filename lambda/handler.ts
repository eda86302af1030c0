import process from 'node:process';
import { readS3Event } from './reconcile/read-s3-event.ts';
import { type Reconciled, reconcileKey } from './reconcile/reconcile-key.ts';
import type { Surroundings } from './reconcile/surroundings.ts';
import { ConfigurationError, readToken } from './reconcile/token.ts';

/** What one event led to, a key each, in the order of the event. */
export interface Handled {
  readonly reconciled: readonly Reconciled[];
}

/**
 * Makes the handler of S3 events. An event is only a hint that a key may have changed: each key that it names is reconciled once
 * with what is in raw now. A key that fails does not keep the others from being reconciled.
 * @returns a function that throws EventError for what is no S3 event, and the first key's error after all keys were tried, so
 *   that the caller delivers the event again
 */
export function createHandler(surroundings: Surroundings): (event: unknown) => Promise<Handled> {
  return async (event) => {
    const reconciled: Reconciled[] = [];
    const errors: unknown[] = [];
    for (const key of readS3Event(event)) {
      try {
        reconciled.push(await reconcileKey(key, surroundings));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
    return { reconciled };
  };
}

let warm: ReturnType<typeof createHandler> | undefined;

function bucketName(variable: string): string {
  const name = process.env[variable];
  if (name !== undefined && name !== '') return name;
  throw new ConfigurationError(`environment: expected ${variable}, the name of a bucket, got none; set it`);
}

async function createFromEnvironment(): Promise<ReturnType<typeof createHandler>> {
  const [{ S3Store }, { storedSchemas }] = await Promise.all([
    import('./store/s3-store.ts'),
    import('./reconcile/stored-schemas.ts'),
  ]);
  const token = readToken(process.env);
  const raw = new S3Store(bucketName('RAW_BUCKET'));
  const processed = new S3Store(bucketName('PROCESSED_BUCKET'));
  const quarantine = new S3Store(bucketName('QUARANTINE_BUCKET'));
  return createHandler({
    raw,
    processed,
    quarantine,
    schemaOf: storedSchemas(processed),
    token,
    now: () => new Date(),
  });
}

/** The Lambda's entry: buckets and key come from its environment, once per cold start. */
export async function handler(event: unknown): Promise<Handled> {
  warm ??= await createFromEnvironment();
  return warm(event);
}
