import { CommandError } from '../cli/command-error.ts';

/** How a job or a step ended: https://docs.github.com/actions/reference/workflows-and-actions/contexts#needs-context */
export type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped';
const outcomes: readonly string[] = ['success', 'failure', 'cancelled', 'skipped'] satisfies Outcome[];

/** By job, and within a job by what its outputs name: a step's outcome each. */
export type Needs = ReadonlyMap<string, { readonly result: Outcome; readonly steps: ReadonlyMap<string, Outcome> }>;

const isOutcome = (value: unknown): value is Outcome => typeof value === 'string' && outcomes.includes(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads `toJSON(needs)`. Outputs that are no outcome are left out.
 * @throws CommandError `usage`
 */
export function readNeeds(text: string): Needs {
  const refuse = () =>
    new CommandError(
      'usage',
      'usage',
      'sluice summary: expected NEEDS in the environment, as toJSON(needs) gives it, got something else; see .github/workflows/deploy.yml',
    );
  const jobs = parse(text);
  if (!isRecord(jobs)) throw refuse();
  return new Map(
    Object.entries(jobs).map(([name, job]) => {
      if (!isRecord(job) || !isOutcome(job['result'])) throw refuse();
      const outputs = isRecord(job['outputs']) ? Object.entries(job['outputs']) : [];
      const steps = outputs.flatMap(([key, value]): [string, Outcome][] => (isOutcome(value) ? [[key, value]] : []));
      return [name, { result: job['result'], steps: new Map(steps) }];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
