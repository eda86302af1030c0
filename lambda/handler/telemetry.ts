import type { Reconciled } from '../reconcile/reconcile-key.ts';
import type { ChangedObject } from './read-notification.ts';

/** What the handler tells of its work. Nothing in it holds a value of a raw record. */
export type Happening =
  | { readonly what: 'reconciled'; readonly reconciled: Reconciled }
  /** The surroundings failed, or the time was up; the key will be named again. */
  | { readonly what: 'unfinished'; readonly file: string; readonly error: Error }
  | { readonly what: 'other-bucket'; readonly object: ChangedObject; readonly expected: string }
  | { readonly what: 'message-refused'; readonly message: string; readonly error: Error }
  | { readonly what: 'message-unfinished'; readonly message: string; readonly files: readonly string[] }
  /** An earlier message of its group failed, and the queue keeps the order. */
  | { readonly what: 'message-held-back'; readonly message: string; readonly group: string };

/** Takes what happens as it happens. */
export type Telemetry = (happening: Happening) => void;
