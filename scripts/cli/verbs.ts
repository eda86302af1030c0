import type { Verb } from './effects.ts';

/** Every verb: its line in `sluice --help`, and the module that is loaded only when it runs. */
export const verbs: ReadonlyMap<string, { readonly summary: string; readonly load: () => Promise<Verb> }> = new Map([
  [
    'start',
    { summary: 'build the lake, open its page and rebuild on changes', load: () => import('../start/main.ts') },
  ],
  [
    'validate',
    { summary: 'judge datasets, tables and dashboards without building', load: () => import('../validate/main.ts') },
  ],
  [
    'changes',
    { summary: 'say what a change touches, down to the dashboards', load: () => import('../changes/main.ts') },
  ],
  [
    'report',
    { summary: 'say what a pull request does to the lake: comment and page', load: () => import('../report/main.ts') },
  ],
  [
    'comment',
    { summary: "put the report into a pull request's one comment", load: () => import('../comment/main.ts') },
  ],
  ['new', { summary: 'draft a dataset, a table or a dashboard', load: () => import('../new/main.ts') }],
  [
    'remove',
    {
      summary: 'take a dataset, table or dashboard away, if nothing needs it',
      load: () => import('../remove/main.ts'),
    },
  ],
  ['clean', { summary: 'clean any file by a schema, outside the lake', load: () => import('../clean/main.ts') }],
  [
    'rejects',
    { summary: 'give the quarantined rows of a dataset as a CSV to mend', load: () => import('../rejects/main.ts') },
  ],
  ['erase', { summary: "take a person's rows out of a dataset for good", load: () => import('../erase/main.ts') }],
  ['sql', { summary: 'run Spark SQL over the lake or over a folder of files', load: () => import('../sql/main.ts') }],
  ['preview', { summary: 'write dashboards as one self-contained page', load: () => import('../preview/main.ts') }],
  [
    'environments',
    {
      summary: 'list the environments, and the roles that workflows take',
      load: () => import('../environments/main.ts'),
    },
  ],
  [
    'deploy',
    { summary: "deploy an environment's stacks, or say what would change", load: () => import('../deploy/main.ts') },
  ],
  ['catalog', { summary: 'make final tables and who may read them in AWS', load: () => import('../catalog/main.ts') }],
  [
    'sync',
    { summary: 'make a lake in AWS hold the committed files and schemas', load: () => import('../sync/main.ts') },
  ],
  ['publish', { summary: 'publish dashboards to QuickSight', load: () => import('../publish/main.ts') }],
  ['pull', { summary: 'take over what was edited in QuickSight', load: () => import('../pull/main.ts') }],
  [
    'verify',
    {
      summary: 'ask Athena and QuickSight whether a deploy gives what it should',
      load: () => import('../verify/main.ts'),
    },
  ],
  [
    'rerun',
    { summary: 'run one step of the pipeline again, and say what came of it', load: () => import('../rerun/main.ts') },
  ],
  ['drift', { summary: 'say what differs in AWS from the repository', load: () => import('../drift/main.ts') }],
  ['summary', { summary: 'say what a deploy came to, for its workflow', load: () => import('../summary/main.ts') }],
  [
    'discover',
    { summary: 'compare what the crawler found in AWS with the schemas', load: () => import('../discover/main.ts') },
  ],
  [
    'rehearse',
    {
      summary: 'deploy, use, change and destroy the lake on a stand-in of AWS',
      load: () => import('../rehearse/main.ts'),
    },
  ],
  [
    'smoke',
    {
      summary: 'go through the checklist of a lake in AWS, and take it all away',
      load: () => import('../smoke/main.ts'),
    },
  ],
  ['cost', { summary: 'work out what a month in AWS costs, by service', load: () => import('../cost/main.ts') }],
]);

/** Text of `sluice --help`. */
export function overview(): string {
  const width = Math.max(...[...verbs.keys()].map((name) => name.length));
  const lines = [...verbs].map(([name, verb]) => `  ${name.padEnd(width)}  ${verb.summary}`);
  return [
    "Sluice: a repository that is a team's data lake.",
    '',
    'Usage: npx sluice <verb> [arguments] [--help]',
    '',
    ...lines,
    '',
    'Exit codes: 0 fine, 1 the data or definition failed, 2 used wrongly, 3 the surroundings failed.',
    '',
  ].join('\n');
}
