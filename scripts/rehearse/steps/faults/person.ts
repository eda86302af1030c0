import type { Upload } from '../../laptop.ts';

/** Somebody who is to be erased: nothing else in the lake holds this text. */
export const person = { column: 'context_host', value: 'erased-person-7f3a' } as const;

const dataset = 'app_events';
const event = (id: number, more: object) => ({
  ...{ event_id: `e-9000${String(id).padStart(2, '0')}`, timestamp: `2026-11-01T0${id}:00:00Z`, level: 'ERROR' },
  ...{ service: 'search', message: `of ${person.value}`, context: { host: person.value, version: '4.1.7' } },
  error: { code: 'ODD_HOST', message: `seen at ${person.value}`, retryable: false },
  ...more,
});
/** So many that one row at fault is within the dataset's tolerance: a file that is refused for it stands no more once it is erased. */
const others = Array.from({ length: 40 }, (_, index) =>
  event(index % 10, {
    ...{ event_id: `e-91${String(index).padStart(4, '0')}`, message: 'of nobody', context: { host: 'search-1' } },
    error: { code: 'ODD_HOST' },
  }),
);

const upload = (name: string, events: readonly object[]): Upload => ({
  key: `${dataset}/faults/${name}.ndjson`,
  body: new TextEncoder().encode(events.map((one) => `${JSON.stringify(one)}\n`).join('')),
});

/** Rows of the person beside another's, one of them at fault; a file that holds nobody else. */
export const personFiles = {
  dataset,
  /** Replaced by the next. */
  before: upload('shared', [event(1, {}), event(2, {}), ...others]),
  after: upload('shared', [event(1, {}), ...others, event(3, { timestamp: 'yesterday' })]),
  alone: upload('alone', [event(4, {})]),
  /** Rows of others in `after`. */
  others: others.length,
} as const;
