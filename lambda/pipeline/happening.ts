import type { Started } from './run-starter.ts';

/** What an invocation of `start-run` came to. */
export type Came = Started | { readonly what: 'no-manifest' | 'start-failed' };

/** What the pipeline tells of its work. Nothing in it holds a value of a record. */
export type Happening =
  | { readonly what: 'looked'; readonly came: Came }
  /** The request is counted; the sweeper starts it. */
  | { readonly what: 'start-failed'; readonly error: unknown }
  | { readonly what: 'message-refused'; readonly message: string; readonly error: Error }
  | { readonly what: 'step'; readonly step: string; readonly run: string; readonly result: object };

export type Tell = (happening: Happening) => void;
