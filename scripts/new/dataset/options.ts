import { isTimeZone } from '../../../lambda/schema/time-zone.ts';
import { parseArguments, usageError } from '../../cli/parse-arguments.ts';
import type { DateOrder } from '../../infer/decide/date-patterns.ts';

/** What `sluice new dataset` was asked for. */
export interface NewDatasetOptions {
  readonly name: string;
  /** As the person wrote them. */
  readonly files: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly apply: boolean;
  /** The key of an existing schema goes where new files have keys that are there already. */
  readonly dropKey: boolean;
  readonly upload: boolean;
  readonly declared: 'public' | 'synthetic' | undefined;
  readonly dateOrder: DateOrder | undefined;
  readonly timeZone: string | undefined;
  readonly owner: string | undefined;
  readonly licence: string | undefined;
  /** Columns that are not personal, whatever they look like. */
  readonly notPersonal: readonly string[];
}

const orders: ReadonlyMap<string, DateOrder> = new Map([
  ['dmy', 'dmy'],
  ['mdy', 'mdy'],
  ['ymd', 'ymd'],
]);

function oneOf<Value extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly Value[],
): Value | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw usageError('new dataset', `--${option} with one of ${allowed.join(', ')}`, `"${value}"`);
  return found;
}

/** @throws CommandError `usage` */
export function readOptions(args: readonly string[]): NewDatasetOptions {
  const { values, positionals } = parseArguments('new dataset', args, {
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    apply: { type: 'boolean', default: false },
    'drop-key': { type: 'boolean', default: false },
    declared: { type: 'string' },
    source: { type: 'string' },
    'date-order': { type: 'string' },
    'time-zone': { type: 'string' },
    owner: { type: 'string' },
    licence: { type: 'string' },
    'not-personal': { type: 'string', multiple: true, default: [] },
  });
  const [name, ...files] = positionals;
  if (name === undefined) throw usageError('new dataset', 'NAME FILE...', 'none');
  const order = oneOf('date-order', values['date-order'], ['dmy', 'mdy', 'ymd']);
  const zone = values['time-zone'];
  if (zone !== undefined && !isTimeZone(zone))
    throw usageError('new dataset', '--time-zone with an IANA zone such as Europe/Berlin', `"${zone}"`);
  return {
    name,
    files,
    dryRun: values['dry-run'],
    json: values.json,
    apply: values.apply,
    dropKey: values['drop-key'],
    upload: oneOf('source', values.source, ['repository', 'upload']) === 'upload',
    declared: oneOf('declared', values.declared, ['public', 'synthetic']),
    dateOrder: order === undefined ? undefined : orders.get(order),
    timeZone: zone,
    owner: values.owner,
    licence: values.licence,
    notPersonal: values['not-personal'],
  };
}
