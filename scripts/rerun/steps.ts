/** What may stand behind a step, as a name. */
export type NameKind = 'dataset' | 'table' | 'dashboard';

/** Options of `rerun` that not every step knows; `env`, `plan`, `json` and `timeout` are known by all. */
export const stepOptions = ['force', 'insist', 'prune', 'to', 'day', 'uploaded', 'dead-letters'] as const;
export type StepOption = (typeof stepOptions)[number];

/** A step of the pipeline that can be run again. */
export interface Step {
  /** Its line in the help. */
  readonly says: string;
  /** What its name is of; several: the first that there is. None: it takes no name. */
  readonly names: readonly NameKind[];
  readonly nameNeeded?: true;
  readonly takes: readonly StepOption[];
  /** The verb that does it. Undefined: this room does. */
  readonly handsTo?: {
    readonly verb: 'validate' | 'deploy' | 'sync' | 'publish';
    /** Its arguments, but for `--json`. */
    arguments(given: StepArguments): readonly string[];
    /** Whether it knows `--plan`: one that changes nothing doesn't need it. */
    readonly plans: boolean;
  };
}

/** What is handed over. */
export interface StepArguments {
  readonly environment: string;
  readonly name: string | undefined;
  /** Of the named: where its folder is, below the repository. */
  readonly folders: readonly string[];
  readonly force: boolean;
  readonly to: string | undefined;
  readonly insist: string | undefined;
  readonly prune: boolean;
  /** Minutes, where they were given. */
  readonly timeout: number | undefined;
  /** Whether it is only said what would be done. */
  readonly plan: boolean;
}

const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);
const named = ({ name }: StepArguments): string[] => (name === undefined ? [] : [name]);

/** Every step, in the order of the way of a row: the one place that says who does it, and what `--force` means there. */
export const steps = {
  validate: {
    says: 'judge the repository, or one dataset, table or dashboard of it',
    names: ['dataset', 'table', 'dashboard'],
    takes: [],
    handsTo: { verb: 'validate', arguments: ({ folders }) => folders, plans: false },
  },
  infra: {
    says: 'deploy the stacks and the code of the functions and the job',
    names: [],
    takes: ['insist'],
    handsTo: {
      verb: 'deploy',
      arguments: ({ environment, insist }) => ['--env', environment, ...option('--insist', insist)],
      plans: true,
    },
  },
  sync: {
    says: 'make raw and the schemas what datasets/ says, and wait until it is clean and built',
    names: [],
    takes: ['insist', 'prune'],
    handsTo: {
      verb: 'sync',
      arguments: ({ environment, insist, prune, plan, timeout }) => [
        ...['--env', environment, ...(prune ? ['--prune'] : []), ...option('--insist', insist)],
        ...(plan ? [] : ['--wait', ...option('--timeout', timeout?.toString())]),
      ],
      plans: true,
    },
  },
  clean: {
    says: 'clean again what is not of the present schema, engine and token key',
    names: ['dataset'],
    takes: ['force', 'day', 'uploaded', 'dead-letters'],
  },
  transform: {
    says: 'run the tables, and wait for it',
    names: ['table'],
    takes: ['force'],
  },
  publish: {
    says: 'publish dashboards to QuickSight',
    names: ['dashboard'],
    takes: ['force', 'insist'],
    handsTo: {
      verb: 'publish',
      arguments: (given) => [
        ...[...named(given), '--env', given.environment],
        ...(given.force ? ['--overwrite-live', '--closely'] : []),
        ...option('--insist', given.insist),
      ],
      plans: true,
    },
  },
  rollback: {
    says: 'publish an earlier version of a dashboard again',
    names: ['dashboard'],
    nameNeeded: true,
    takes: ['to'],
    handsTo: {
      verb: 'publish',
      arguments: (given) => ['--rollback', ...named(given), ...option('--to', given.to), '--env', given.environment],
      plans: true,
    },
  },
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof steps;
