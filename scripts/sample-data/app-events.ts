import { day, daysFrom, hour, isWeekend, minute, utcParts } from './calendar.ts';
import { type DataFile, type Fault, textFile, writeRows } from './data-file.ts';
import type { Random } from './random.ts';

interface AppEvent {
  readonly number: number;
  readonly instant: number;
  readonly level: Level;
  readonly service: Service;
  readonly message: string;
  readonly duration: number;
  readonly host: string;
  readonly error: AppError | null;
}
type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
type Service = 'checkout' | 'payments' | 'catalogue' | 'search' | 'accounts';
interface AppError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

const services: readonly [readonly [Service, number], ...(readonly [Service, number])[]] = [
  ['catalogue', 34],
  ['search', 26],
  ['accounts', 16],
  ['checkout', 14],
  ['payments', 10],
];
/** The payment gateway did not answer on 28 October, 13:20 to 15:05 UTC. */
const incident = [Date.UTC(2026, 9, 28, 13, 20), Date.UTC(2026, 9, 28, 15, 5)] as const;
const timeout: AppError = {
  code: 'GATEWAY_TIMEOUT',
  message: 'payment gateway did not answer in 3000 ms',
  retryable: true,
};
const unpaid: AppError = { code: 'PAYMENT_PENDING', message: 'order kept without a payment', retryable: true };

const failures: Readonly<Record<Service, readonly [AppError, ...AppError[]]>> = {
  catalogue: [
    { code: 'IMAGE_MISSING', message: 'no image of that size', retryable: false },
    { code: 'CACHE_MISS_STORM', message: 'too many misses at once', retryable: true },
  ],
  search: [
    { code: 'QUERY_SYNTAX', message: 'unbalanced quotes in "query"', retryable: false },
    { code: 'INDEX_STALE', message: 'index is older than 15 min', retryable: true },
  ],
  accounts: [
    { code: 'TOKEN_EXPIRED', message: 'session token is too old', retryable: false },
    { code: 'MAIL_BOUNCED', message: 'address does not exist', retryable: false },
  ],
  checkout: [
    { code: 'STOCK_CONFLICT', message: 'last piece was sold meanwhile', retryable: false },
    { code: 'PRICE_CHANGED', message: 'price changed since it was shown', retryable: true },
  ],
  payments: [timeout, { code: 'CARD_DECLINED', message: 'issuer declined', retryable: false }],
};
const usual: Readonly<Record<Level, string>> = {
  DEBUG: 'cache warmed',
  INFO: 'request served',
  WARN: 'slow response',
  ERROR: 'request failed',
  FATAL: 'process stopped',
};

function event(instant: number, random: Random, broken: boolean): AppEvent {
  const service = broken
    ? random.weighted<Service>([
        ['payments', 3],
        ['checkout', 1],
      ])
    : random.weighted(services);
  const level = random.weighted<Level>(
    broken
      ? [
          ['ERROR', 30],
          ['FATAL', 1],
          ['WARN', 6],
        ]
      : [
          ['INFO', 78],
          ['DEBUG', 8],
          ['WARN', 9],
          ['ERROR', 4.6],
          ['FATAL', 0.2],
        ],
  );
  const failed = level === 'ERROR' || level === 'FATAL';
  const cause = broken ? (service === 'payments' ? timeout : unpaid) : random.pick(failures[service]);
  const slow = level === 'WARN' ? 9 : failed && cause.retryable ? 20 : 1;
  return {
    number: 0,
    instant,
    level,
    service,
    message: usual[level],
    duration: (20 + 160 * random.uniform() ** 3) * slow,
    host: `${service}-${random.integer(1, 3)}`,
    error: failed && !random.chance(0.03) ? cause : null,
  };
}

/** search is an older program: it writes levels in small letters and durations as text. Its version 2 also sends `debug`. */
function record(entry: AppEvent): Record<string, unknown> {
  const old = entry.service === 'search';
  const duration = entry.duration.toFixed(1);
  return {
    event_id: `e-${String(entry.number).padStart(6, '0')}`,
    timestamp: new Date(entry.instant).toISOString(),
    level: old ? entry.level.toLowerCase() : entry.level,
    service: entry.service,
    message: entry.message,
    duration_ms: old ? duration : Number(duration),
    ...(entry.number % 4 === 0 ? { tags: ['web', entry.instant % 2 === 0 ? 'blue' : 'green'] } : {}),
    context: {
      host: entry.host,
      version: entry.instant < Date.UTC(2026, 9, 27, 9) ? '4.1.7' : '4.2.0',
      ...(old && entry.number % 9 === 0 ? { debug: { heap_mb: entry.number % 512 } } : {}),
    },
    error: entry.error,
  };
}

/** `sequence` is the producer's 64-bit counter, beyond what a double can hold: it enters as text so that no digit is lost. */
function write(entry: AppEvent): string {
  const text = JSON.stringify(record(entry));
  return `${text.slice(0, -1)},"sequence":${9_007_199_254_740_993n + BigInt(entry.number) * 2n}}`;
}

const change = (entry: AppEvent, from: string | RegExp, to: string): string => write(entry).replace(from, to);

const faults: readonly Fault<AppEvent>[] = [
  { kind: 'line cut off', times: [2, 4], write: (entry) => write(entry).slice(0, 60 + (entry.number % 80)) },
  {
    kind: 'stack trace between the lines',
    times: [2, 4],
    write: (entry) => `    at serve (/srv/${entry.service}/server.js:${entry.number % 300}:17)`,
  },
  { kind: 'unknown level', times: [1, 3], write: (entry) => change(entry, /"level":"\w+"/, '"level":"NOTICE"') },
  { kind: 'no event id', times: [1, 2], write: (entry) => change(entry, /"event_id":"[^"]+",/, '') },
  { kind: 'delivered twice', times: [3, 5], write: (entry) => `${write(entry)}\n${write(entry)}` },
  {
    kind: 'duration in words',
    times: [1, 2],
    write: (entry) => change(entry, /"duration_ms":[^,]+/, '"duration_ms":"slow"'),
  },
  {
    kind: 'seconds instead of a time',
    times: [1, 2],
    write: (entry) => change(entry, /"timestamp":"[^"]+"/, '"timestamp":1793000000'),
  },
  { kind: 'a list instead of an object', times: [0, 1], write: (entry) => `[${write(entry)}]` },
];

function eventsOf(start: number, random: Random): AppEvent[] {
  const expected = isWeekend(start) ? 130 : 190;
  const count = Math.round(random.normal(expected, 9));
  const calm = Array.from({ length: count }, () => {
    const at = Math.min(23.99, Math.max(0, random.normal(14, 4.5)));
    return event(start + Math.floor(at * hour) + random.integer(0, 999), random, false);
  });
  const [from, to] = incident;
  const minutes = from >= start && from < start + day ? (to - from) / minute : 0;
  const burst = Array.from({ length: Math.round(minutes * 1.5) }, () =>
    event(from + random.integer(0, to - from), random, true),
  );
  return [...calm, ...burst].sort((one, other) => one.instant - other.instant);
}

/** datasets/app_events: NDJSON, a file an ISO week, 19 October to 1 November 2026. */
export function appEvents(random: Random): DataFile[] {
  let number = 0;
  return ['2026-10-19', '2026-10-26'].map((first, week) => {
    const events = daysFrom(first, 7).flatMap((start) => eventsOf(start, random));
    const numbered = events.map((entry) => ({ ...entry, number: ++number }));
    const lines = writeRows(numbered, write, faults, random);
    return textFile(`app_events/${utcParts(Date.parse(first)).year}-W${43 + week}.ndjson`, lines);
  });
}
