import { valueAt } from '../handler/json-value.ts';
import { readEvent } from '../handler/read-event.ts';
import { type ChangedObject, parseBody, readNotification } from '../handler/read-notification.ts';
import { safeError } from '../handler/safe-error.ts';
import { unknownMachine, unknownTask } from './pipeline-error.ts';

/** A message of the queue that is no event: it goes back, and by the redrive policy to the dead-letter queue. */
export interface RefusedMessage {
  readonly id: string;
  readonly error: Error;
}

/** What an invocation asks for. */
export type Trigger =
  /** `manifests`: how many of the objects named are manifests; `refused` is undefined when no queue asks. */
  | { readonly what: 'objects'; readonly manifests: number; readonly refused?: readonly RefusedMessage[] }
  | { readonly what: 'run-ended'; readonly run: string; readonly succeeded: boolean }
  | { readonly what: 'request'; readonly atOnce: boolean }
  | { readonly what: 'sweep' };

/** Where the events come from that count. */
export interface TriggerOrigins {
  /** The bucket of the manifests. */
  readonly processedBucket: string;
  /** ARN of the machine. */
  readonly machine: string;
}

/**
 * Only a manifest asks for a run. Nothing that a run writes is one: tables and records are in another bucket, QuickSight's manifests below
 * `_quicksight/`, and in processed the clean Lambda alone writes below `_manifests/`.
 */
const isManifest = ({ bucket, key }: ChangedObject, processedBucket: string): boolean =>
  bucket === processedBucket && /^_manifests\/.+\.json$/.test(key);

function readObjects(event: unknown, processedBucket: string): Trigger {
  const read = readEvent(event);
  const count = (objects: readonly ChangedObject[]): number =>
    objects.filter((object) => isManifest(object, processedBucket)).length;
  if (read.from === 'sender') return { what: 'objects', manifests: count(read.objects) };
  const refused: RefusedMessage[] = [];
  let manifests = 0;
  for (const { id, body, place } of read.messages) {
    try {
      manifests += count(readNotification(parseBody(body, place), place));
    } catch (error) {
      refused.push({ id, error: safeError(error, place) });
    }
  }
  return { what: 'objects', manifests, refused };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
function readEnd(event: unknown, machine: string): Trigger {
  const detail = (name: string): unknown => valueAt(event, 'detail', name);
  const [of, run, status] = [detail('stateMachineArn'), detail('name'), detail('status')];
  if (of !== machine || typeof run !== 'string') throw unknownMachine(machine, of);
  return { what: 'run-ended', run, succeeded: status === 'SUCCEEDED' };
}

function readTask(event: unknown): Trigger {
  const task = valueAt(event, 'do');
  if (task === 'sweep') return { what: 'sweep' };
  if (task === 'request') return { what: 'request', atOnce: valueAt(event, 'atOnce') === true };
  throw unknownTask(task);
}

/**
 * Reads what `start-run` is invoked with: events of processed (S3's or EventBridge's, through SQS or SNS or not), the end of an
 * execution, or `{"do": "sweep"}` and `{"do": "request", "atOnce": true}` of a schedule or a person.
 * @throws PipelineError, and EventError for what is none of these
 */
export function readTrigger(event: unknown, { processedBucket, machine }: TriggerOrigins): Trigger {
  if (valueAt(event, 'source') === 'aws.states') return readEnd(event, machine);
  if (valueAt(event, 'do') !== undefined) return readTask(event);
  return readObjects(event, processedBucket);
}
