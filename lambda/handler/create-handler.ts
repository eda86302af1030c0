import { notBegun } from '../reconcile/deadline-error.ts';
import { type Reconciled, reconcileKey } from '../reconcile/reconcile-key.ts';
import type { Surroundings } from '../reconcile/surroundings.ts';
import { inTurn } from './in-turn.ts';
import { type Message, readEvent } from './read-event.ts';
import { type ChangedObject, parseBody, readNotification } from './read-notification.ts';
import { safeError } from './safe-error.ts';
import type { Telemetry } from './telemetry.ts';

/** What one event led to. */
export interface Handled {
  /** A key each, in the order of the event; what failed is not in it. */
  readonly reconciled: readonly Reconciled[];
  /** Of a queue's event: the messages to be delivered again (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html). */
  readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
}

export interface HandlerOptions {
  /** The bucket whose events count. A key of another bucket is not a key of ours, whatever it is called. */
  readonly rawBucket: string;
  /** Default: nothing is told. */
  readonly telemetry?: Telemetry | undefined;
}

/** Aborts when time is short: what is under way stops, what is not begun stays so. */
export interface Invocation {
  readonly signal?: AbortSignal | undefined;
}

export type Handle = (event: unknown, invocation?: Invocation) => Promise<Handled>;

type Outcome = { readonly reconciled: Reconciled } | { readonly error: Error };

/** One invocation: it knows which keys it has tried, and tries each once. */
class Run {
  readonly #surroundings: Surroundings;
  readonly #rawBucket: string;
  readonly #tell: Telemetry;
  readonly #outcomes = new Map<string, Outcome>();

  constructor(surroundings: Surroundings, rawBucket: string, tell: Telemetry) {
    this.#surroundings = surroundings;
    this.#rawBucket = rawBucket;
    this.#tell = tell;
  }

  get reconciled(): Reconciled[] {
    return [...this.#outcomes.values()].flatMap((outcome) => ('reconciled' in outcome ? [outcome.reconciled] : []));
  }

  /** Reconciles the objects, one after the other. @returns what went wrong, by key */
  async reconcile(objects: readonly ChangedObject[]): Promise<Map<string, Error>> {
    const failed = new Map<string, Error>();
    for (const object of objects) {
      if (object.bucket !== this.#rawBucket) {
        this.#tell({ what: 'other-bucket', object, expected: this.#rawBucket });
        continue;
      }
      const outcome = this.#outcomes.get(object.key) ?? (await this.#try(object.key));
      if ('error' in outcome) failed.set(object.key, outcome.error);
    }
    return failed;
  }

  async #try(file: string): Promise<Outcome> {
    const outcome = await this.#attempt(file);
    this.#outcomes.set(file, outcome);
    if ('error' in outcome) this.#tell({ what: 'unfinished', file, error: outcome.error });
    else this.#tell({ what: 'reconciled', reconciled: outcome.reconciled });
    return outcome;
  }

  async #attempt(file: string): Promise<Outcome> {
    if (this.#surroundings.signal?.aborted === true) return { error: notBegun(file) };
    try {
      return { reconciled: await reconcileKey(file, this.#surroundings) };
    } catch (error) {
      return { error: safeError(error, file) };
    }
  }

  /** @returns whether the message is done with */
  async settle({ id, body, place }: Message): Promise<boolean> {
    let objects: ChangedObject[];
    try {
      objects = readNotification(parseBody(body, place), place);
    } catch (error) {
      this.#tell({ what: 'message-refused', message: id, error: safeError(error, place) });
      return false;
    }
    const files = [...(await this.reconcile(objects)).keys()];
    if (files.length > 0) this.#tell({ what: 'message-unfinished', message: id, files });
    return files.length === 0;
  }
}

/** @returns ids of the messages that are to come again; in a FIFO queue also those behind one of them in its group */
async function settleAll(run: Run, messages: readonly Message[], tell: Telemetry): Promise<string[]> {
  const unsettled: string[] = [];
  const stopped = new Set<string>();
  for (const message of inTurn(messages)) {
    const { id, group } = message;
    const heldBack = group !== undefined && stopped.has(group);
    if (heldBack) tell({ what: 'message-held-back', message: id, group });
    if (!heldBack && (await run.settle(message))) continue;
    unsettled.push(id);
    if (group !== undefined) stopped.add(group);
  }
  return unsettled;
}

/**
 * Makes the handler of events of raw: S3's own or EventBridge's, through SNS or SQS or not. An event is only a hint that a key may
 * have changed: each key that it names is reconciled once with what is in raw now. A key that fails does not keep the others from
 * being reconciled.
 * @returns a function that answers a queue with the messages that failed. It throws EventError for what is no event, and, unless a
 *   queue asks, the first key's error after all keys were tried, so that the sender delivers the event again
 */
export function createHandler(surroundings: Surroundings, { rawBucket, telemetry }: HandlerOptions): Handle {
  const tell: Telemetry = telemetry ?? (() => undefined);
  return async (event, { signal } = {}) => {
    const read = readEvent(event);
    const run = new Run({ ...surroundings, signal }, rawBucket, tell);
    if (read.from === 'queue') {
      const unsettled = await settleAll(run, read.messages, tell);
      return { reconciled: run.reconciled, batchItemFailures: unsettled.map((itemIdentifier) => ({ itemIdentifier })) };
    }
    const [error] = (await run.reconcile(read.objects)).values();
    if (error !== undefined) throw error;
    return { reconciled: run.reconciled };
  };
}
