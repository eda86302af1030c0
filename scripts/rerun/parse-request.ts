import { nearestName } from '../../lambda/schema/nearest-name.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { type Day, parseDay } from './clean/names-day.ts';
import { type Step, type StepName, type StepOption, stepOptions, steps } from './steps.ts';

/** What is asked for, before names are looked up. */
export interface RerunRequest {
  readonly what: StepName;
  readonly step: Step;
  readonly name: string | undefined;
  readonly env: string | undefined;
  readonly plan: boolean;
  readonly json: boolean;
  /** Minutes; undefined: as long as the step waits by itself. */
  readonly timeout: number | undefined;
  readonly force: boolean;
  readonly insist: string | undefined;
  readonly prune: boolean;
  readonly to: string | undefined;
  readonly day: Day | undefined;
  readonly uploaded: boolean;
  readonly deadLetters: boolean;
}

const isStepName = (text: string): text is StepName => Object.hasOwn(steps, text);

/** @throws CommandError `usage` */
export function parseRequest(args: readonly string[]): RerunRequest {
  const { values, positionals } = parseArguments('rerun', args, {
    env: { type: 'string' },
    plan: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    timeout: { type: 'string' },
    force: { type: 'boolean', default: false },
    insist: { type: 'string' },
    prune: { type: 'boolean', default: false },
    to: { type: 'string' },
    day: { type: 'string' },
    uploaded: { type: 'boolean', default: false },
    'dead-letters': { type: 'boolean', default: false },
  });
  const [what, name, ...more] = positionals;
  const known = Object.keys(steps);
  if (what === undefined) throw usageError('rerun', `one of ${known.join(', ')}`, 'none');
  if (!isStepName(what)) throw unknown(`one of ${known.join(', ')}`, what, known);
  const step: Step = steps[what];
  if (more.length > 0) throw usageError('rerun', `${what} with one name at most`, `"${[name, ...more].join(' ')}"`);
  if (step.names.length === 0 && name !== undefined) throw usageError('rerun', `${what} without a name`, `"${name}"`);
  if (step.nameNeeded === true && name === undefined)
    throw usageError('rerun', `${what} with a ${step.names.join(' or ')}`, 'none');
  for (const option of stepOptions)
    if (isGiven(values[option]) && !step.takes.includes(option)) throw misplaced(what, option);
  const { day, uploaded, 'dead-letters': deadLetters, force, insist, prune, to, env, plan, json } = values;
  if (insist !== undefined && plan) throw usageError('rerun', '--plan or --insist', 'both');
  const timeout = values.timeout === undefined ? undefined : Number(values.timeout);
  if (timeout !== undefined && !(timeout > 0 && timeout <= 1440))
    throw usageError('rerun', '--timeout with 1 to 1440 minutes', `"${values.timeout}"`);
  if (uploaded && day === undefined) throw usageError('rerun', '--uploaded beside --day', 'none');
  // SQS moves all messages of a queue, or none.
  if (deadLetters && (name !== undefined || day !== undefined || force))
    throw usageError('rerun', '--dead-letters alone: they go back all together', 'a dataset, --day or --force with it');
  return {
    ...{ what, step, name, env, plan, json, timeout, force, insist, prune, to, uploaded, deadLetters },
    day: day === undefined ? undefined : dayOf(day),
  };
}

const isGiven = (value: string | boolean | undefined): boolean => value !== undefined && value !== false;

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw usageError('rerun', '--day with a day, such as 2026-05-01', `"${text}"`);
  return day;
}

function misplaced(what: string, option: StepOption) {
  const where = Object.entries<Step>(steps).flatMap(([name, { takes }]) => (takes.includes(option) ? [name] : []));
  return usageError('rerun', `--${option} with ${where.join(', ')}`, `${what}, where it has no meaning`);
}

/** @param known what would have been right */
export function unknown(expected: string, got: string, known: readonly string[]) {
  const near = nearestName(got, known);
  return usageError('rerun', expected, `"${got}"`, near === undefined ? undefined : `did you mean ${near}?`);
}
