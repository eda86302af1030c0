import { ConfigurationError } from '../reconcile/token.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigurationError when it is missing or empty @param what completes "expected NAME, …" */
export function readText(env: Environment, name: string, what: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new ConfigurationError(`environment: expected ${name}, ${what}, got none; set it`);
}

/** @returns milliseconds of a whole number of seconds @throws ConfigurationError @param otherwise seconds, when it is not set */
export function readSeconds(env: Environment, name: string, otherwise?: number): number {
  const text = env[name];
  if ((text === undefined || text === '') && otherwise !== undefined) return otherwise * 1000;
  if (text !== undefined && /^\d{1,7}$/.test(text)) return Number(text) * 1000;
  const got = text === undefined ? 'none' : JSON.stringify(text);
  throw new ConfigurationError(`environment: expected ${name}, a whole number of seconds, got ${got}; write 60`);
}
