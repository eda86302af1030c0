import type { CheckSuite, TimedSuite } from './suite.ts';

/** A suite under its name on the command line; its module is loaded when it runs. */
interface Entry<Kind> {
  readonly name: string;
  readonly about: string;
  readonly load: () => Promise<Kind>;
}

/** Suites of figures. A new one is a folder and a line here. */
export const timedSuites: readonly Entry<TimedSuite>[] = [
  { name: 'start', about: 'the whole lake beside dbt', load: () => import('./start/start-suite.ts') },
  { name: 'clean', about: 'a 276 MB CSV beside its peers', load: () => import('./clean/clean-suite.ts') },
  { name: 'clean-wide', about: '30 columns of text', load: () => import('./clean-wide/clean-wide-suite.ts') },
  { name: 'ndjson', about: 'nested JSON beside its peers', load: () => import('./ndjson/ndjson-suite.ts') },
  { name: 'gzip', about: 'the same CSV as .gz beside inflating alone', load: () => import('./gzip/gzip-suite.ts') },
  { name: 'small-files', about: '1,000 files of 10 kB', load: () => import('./small-files/small-files-suite.ts') },
  { name: 'infer', about: 'a schema from 276 MB and from 100 kB', load: () => import('./infer/infer-suite.ts') },
  { name: 'memory', about: 'peak memory and time at 276 MB and 3 GB', load: () => import('./memory/memory-suite.ts') },
  { name: 'dashboards', about: 'checks of 600 visuals', load: () => import('./dashboards/dashboards-suite.ts') },
  { name: 'formulas', about: 'judging 2,000 formulas', load: () => import('./formulas/formulas-suite.ts') },
  {
    name: 'publish',
    about: '50 unchanged dashboards: calls and time',
    load: () => import('./publish/publish-suite.ts'),
  },
  { name: 'sync', about: '10,000 unchanged files: calls and time', load: () => import('./sync/sync-suite.ts') },
  {
    name: 'pull-request',
    about: 'one CSV of 10 MB: verdict and report',
    load: () => import('./pull-request/pull-request-suite.ts'),
  },
  { name: 'infra', about: 'cold start and synth', load: () => import('./infra/infra-suite.ts') },
];

/** Suites that check and take long; each has arguments of its own. */
export const checkSuites: readonly Entry<CheckSuite>[] = [
  { name: 'fuzz', about: 'the tiers of clean against each other', load: () => import('./fuzz/fuzz-suite.ts') },
  { name: 'attacks', about: 'hostile files, with time and memory', load: () => import('./attacks/attacks-suite.ts') },
  {
    name: 'mutations',
    about: 'dashboards broken in many places',
    load: () => import('./mutations/mutations-suite.ts'),
  },
];
