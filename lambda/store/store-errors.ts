import { StoreError } from './object-store.ts';

/** Everything that stores say when they throw, in one place. */

export const notFound = (store: string, key: string, version?: string, cause?: unknown): StoreError => {
  const which = version === undefined ? '' : ` at version ${version}`;
  return new StoreError('not-found', key, `${store}${key}: expected an object${which}, got none; sync again`, {
    cause,
  });
};

export const conflict = (
  store: string,
  key: string,
  expected: string | null | undefined,
  cause?: unknown,
): StoreError => {
  const version = expected === undefined ? 'the version that was read' : `version ${expected}`;
  const wanted = expected === null ? 'no object yet' : version;
  const message = `${store}${key}: expected ${wanted}, got another version: somebody wrote it meanwhile; try again`;
  return new StoreError('conflict', key, message, { cause });
};

export const illegalKey = (key: string, name: string): StoreError =>
  new StoreError(
    'denied',
    key,
    `${JSON.stringify(key)}: expected a key of ASCII names that every platform takes, got the name ${JSON.stringify(name)}; rename it`,
  );

export const denied = (store: string, key: string, action: string, cause: unknown): StoreError =>
  new StoreError('denied', key, `${store}${key}: expected permission to ${action} it, got ${reason(cause)}; grant it`, {
    cause,
  });

export const unavailable = (store: string, key: string, action: string, cause: unknown): StoreError =>
  new StoreError('unavailable', key, `${store}${key}: expected to ${action} it, got ${reason(cause)}; try again`, {
    cause,
  });

/** A body that could not be read to its end, however often it was asked for. */
export const brokenOff = (store: string, key: string, place: number, size: number, cause: unknown): StoreError =>
  new StoreError(
    'unavailable',
    key,
    `${store}${key}: expected ${size} bytes, got ${place} and then ${reason(cause)}; try again`,
    { cause },
  );

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string'
    ? `${cause.code} (${cause.message})`
    : `${cause.name}: ${cause.message}`;
}
