import type { Environment } from '../../../infra/environments/environment.ts';
import type { Names, RoleUse } from '../../../infra/names/names.ts';
import { type Ask, asksOf } from './ask.ts';

/** What a role has to be able to do, and what its neighbours do: another bucket, another prefix, another action. */
export interface Expectation {
  readonly role: RoleUse;
  readonly may: readonly Ask[];
  readonly mayNot: readonly Ask[];
}

const file = 'sales_records/2026-03.csv';
const part = `${file}/0123456789abcdef/part-00000.csv`;
/** Of a dataset that QuickSight may read from S3 itself, where the environment names it. */
const partOf = (dataset: string) => `${dataset}/a.csv/0123456789abcdef/part-00000.csv`;
const ownFile = 'sales_records/_smoke-0.csv';
const ownPart = `${ownFile}/0123456789abcdef/part-00000.csv`;

/** @param tokenSecret ARN of the secret with the key of tokens */
export function expectationsOf(
  names: Names,
  { audiences, analytics, once }: Pick<Environment, 'audiences' | 'analytics' | 'once'>,
  tokenSecret: string,
): readonly Expectation[] {
  const ask = asksOf(names);
  const followed = once.quickSight === 'import' ? (analytics?.s3Manifests ?? []) : [];
  const follow = (name: string): Ask[] => [
    ask.get('processed', `_quicksight/${name}/manifest.json`),
    ...[ask.get('processed', partOf(name)), ask.list('processed', `${name}/`)],
  ];
  const neighboursOf = (name: string): Ask[] => [
    ...[ask.put('processed', partOf(name)), ask.put('processed', `_quicksight/${name}/manifest.json`)],
    ...[ask.get('processed', partOf(`${name}_more`)), ask.get('processed', `_manifests/${name}/a.csv.json`)],
    ...[ask.get('processed', partOf('user_logs')), ask.get('processed', '_rejects/a/b.csv'), ask.list('processed')],
  ];
  const readers = Object.keys(audiences).sort();
  return [
    {
      role: 'clean',
      may: [
        ...[ask.get('raw', file), ask.list('raw'), ask.get('processed', part), ask.put('processed', part)],
        ...[ask.remove('processed', part), ask.put('quarantine', part), ask.remove('quarantine', part)],
        ...[ask.receive('clean'), ask.readSecret(tokenSecret)],
      ],
      mayNot: [
        ...[ask.put('raw', file), ask.remove('raw', file), ask.get('quarantine', part), ask.openBucket('processed')],
        ...[ask.get('final', part), ask.put('final', part), ask.get('results', 'finance/x.csv'), ask.get('logs', 'x')],
        ...[ask.removeVersion('raw', file), ask.removeVersion('processed', part)],
        ...[ask.receive('runs'), ask.sendTo('clean'), ask.purge('clean'), ask.writeSecret(tokenSecret)],
        ...[
          ask.startJob('transform'),
          ask.startMachine('run'),
          ask.updateItem('runs'),
          ask.readTable('final', 'sales_daily'),
        ],
      ],
    },
    {
      role: 'transform',
      may: [
        ...[ask.get('processed', part), ask.list('processed'), ask.get('final', part), ask.put('final', part)],
        ...[ask.remove('final', part), ask.readTable('final', 'sales_daily'), ask.changeTable('final', 'sales_daily')],
      ],
      mayNot: [
        ...[ask.put('processed', part), ask.get('raw', file), ask.get('quarantine', part), ask.put('results', 'x')],
        ...[ask.dropTable('final', 'sales_daily'), ask.changeTable('processed', 'items'), ask.openBucket('final')],
        ...[ask.receive('clean'), ask.readSecret(tokenSecret), ask.startJob('transform'), ask.updateItem('runs')],
      ],
    },
    {
      role: 'crawler',
      may: [ask.get('processed', part), ask.get('raw', file), ask.changeTable('discovered', 'items')],
      mayNot: [
        ...[ask.put('processed', part), ask.get('final', part), ask.get('quarantine', part)],
        ...[ask.changeTable('final', 'sales_daily'), ask.changeTable('processed', 'items')],
      ],
    },
    {
      role: 'start-run',
      may: [ask.readItem('runs'), ask.updateItem('runs'), ask.startMachine('run'), ask.receive('runs')],
      mayNot: [
        ...[ask.scan('runs'), ask.updateItem('other'), ask.startMachine('other'), ask.receive('clean')],
        ...[ask.startJob('transform'), ask.get('processed', part), ask.get('final', '_transforms/x.json')],
      ],
    },
    {
      role: 'run-step',
      may: [
        ...[ask.updateItem('runs'), ask.get('final', '_transforms/x.json')],
        ...followed.flatMap((name) => [
          ...[ask.get('processed', `_manifests/${name}/a.csv.json`), ask.list('processed', `_manifests/${name}/`)],
          ...[ask.put('processed', `_quicksight/${name}/manifest.json`), ask.list('processed', '_quicksight/')],
          ask.remove('processed', `_quicksight/${name}/manifest.json`),
        ]),
      ],
      mayNot: [
        ...followed.flatMap((name) => [
          ...[ask.get('processed', partOf(name)), ask.put('processed', `_manifests/${name}/a.csv.json`)],
          ask.list('processed', `${name}/`),
        ]),
        ...[ask.get('processed', '_manifests/user_logs/a.csv.json'), ask.put('processed', part)],
        ...[ask.get('final', part), ask.put('final', '_transforms/x.json'), ask.get('processed', part)],
        ...[ask.startMachine('run'), ask.startJob('transform'), ask.receive('runs')],
      ],
    },
    {
      role: 'state-machine',
      may: [ask.startJob('transform')],
      mayNot: [
        ask.startJob('other'),
        ask.startMachine('run'),
        ask.updateItem('runs'),
        ask.get('final', '_transforms/x.json'),
      ],
    },
    {
      role: 'lake-formation',
      may: [ask.get('final', part), ask.list('final')],
      mayNot: [ask.put('final', part), ask.get('processed', part), ask.get('quarantine', part)],
    },
    {
      role: 'erase',
      may: [
        ...[ask.listVersions('raw'), ask.listVersions('processed'), ask.listVersions('final')],
        ...[ask.listVersions('quarantine'), ask.get('raw', file), ask.put('raw', file), ask.remove('raw', file)],
        ...[ask.get('processed', `_manifests/${file}.json`), ask.put('final', '_erasures/x.json')],
        ...[ask.get('final', '_erasures/x.json'), ask.updateItem('runs')],
        ...(['raw', 'processed', 'final', 'quarantine'] as const).map((use) => ask.removeVersion(use, part)),
      ],
      mayNot: [
        ...[ask.get('processed', part), ask.get('quarantine', part), ask.get('final', part), ask.put('final', part)],
        ...[ask.put('processed', part), ask.remove('processed', part), ask.remove('final', part)],
        ...[ask.put('processed', '_manifests/x.json'), ask.removeVersion('results', 'finance/x.csv')],
        ...[ask.removeVersion('logs', 'x'), ask.listVersions('logs'), ask.openBucket('raw')],
        ...[ask.scan('runs'), ask.readSecret(tokenSecret), ask.startMachine('run'), ask.startJob('transform')],
      ],
    },
    {
      role: 'data',
      may: [
        ...[
          ask.put('raw', file),
          ask.get('raw', file),
          ask.remove('raw', file),
          ask.put('processed', '_schemas/items.json'),
        ],
        ...[ask.get('processed', '_manifests/x.json'), ask.changeTable('final', 'sales_daily')],
        ...[ask.startCrawler('discovery'), ask.readTable('discovered', 'items')],
        ...[ask.get('processed', '_sync/manifest.json'), ask.put('processed', '_sync/manifest.json')],
        ...[ask.listVersions('raw'), ask.sendTo('clean'), ask.readItem('runs'), ask.updateItem('runs')],
        ...[ask.get('final', '_transforms/x.json'), ask.list('final')],
        ...[ask.listRuns('run'), ask.seeSecret(tokenSecret)],
        ...[ask.receive('clean-dead'), ask.readHistory('run'), ask.readJobRun('transform')],
        ask.get('processed', `_reports/${file}/0123456789abcdef.json`),
      ],
      mayNot: [
        ...[ask.receive('clean'), ask.purge('clean'), ask.sendTo('runs'), ask.scan('runs'), ask.startMachine('run')],
        ...[ask.put('processed', '_sync/other.json'), ask.remove('processed', '_sync/manifest.json')],
        ask.put('final', '_transforms/x.json'),
        ...[ask.startCrawler('other'), ask.changeTable('discovered', 'items'), ask.readTable('processed', 'items')],
        ...[ask.put('processed', part), ask.put('processed', '_manifests/x.json'), ask.get('processed', part)],
        ...[ask.get('quarantine', part), ask.get('final', part), ask.dropTable('final', 'sales_daily')],
        ...[ask.readSecret(tokenSecret), ask.openBucket('raw'), ask.startJob('transform')],
        ...[ask.purge('clean-dead'), ask.sendTo('clean-dead'), ask.readJobRun('other'), ask.readHistory('other')],
      ],
    },
    {
      role: 'drift',
      may: [
        ...[ask.list('raw'), ask.listVersions('raw'), ask.get('processed', '_sync/manifest.json')],
        ...[ask.readTable('final', 'sales_daily'), ask.readTable('discovered', 'items')],
      ],
      mayNot: [
        ...[ask.get('raw', file), ask.put('raw', file), ask.remove('raw', file), ask.removeVersion('raw', file)],
        ...[ask.get('processed', part), ask.get('processed', '_manifests/x.json'), ask.get('final', part)],
        ...[ask.put('processed', '_sync/manifest.json'), ask.get('quarantine', part), ask.get('results', 'x.csv')],
        ...[ask.get('final', '_transforms/x.json'), ask.openBucket('raw'), ask.changeTable('final', 'sales_daily')],
        ...[ask.dropTable('final', 'sales_daily'), ask.readSecret(tokenSecret), ask.receive('clean')],
        ...[ask.startJob('transform'), ask.startMachine('run'), ask.startCrawler('discovery'), ask.updateItem('runs')],
      ],
    },
    {
      role: 'verify',
      may: [ask.list('final'), ask.get('final', '_transforms/x.json')],
      mayNot: [
        ...[ask.get('final', part), ask.put('final', '_transforms/x.json'), ask.get('processed', part)],
        ...[ask.get('raw', file), ask.put('raw', file), ask.list('raw'), ask.get('quarantine', part)],
        ...[
          ask.get('results', 'x.csv'),
          ask.readTable('final', 'sales_daily'),
          ask.changeTable('final', 'sales_daily'),
        ],
        ...[ask.readSecret(tokenSecret), ask.startMachine('run'), ask.startJob('transform'), ask.updateItem('runs')],
      ],
    },
    {
      role: 'upload',
      may: [ask.put('raw', file)],
      mayNot: [
        ...[ask.get('raw', file), ask.remove('raw', file), ask.list('raw'), ask.openBucket('raw')],
        ...[
          ask.put('processed', part),
          ask.get('processed', part),
          ask.get('quarantine', part),
          ask.get('final', part),
        ],
        ...[ask.readTable('final', 'sales_daily'), ask.readSecret(tokenSecret), ask.startMachine('run')],
      ],
    },
    {
      role: 'smoke',
      may: [
        ...[ask.list('raw'), ask.remove('raw', ownFile), ask.get('processed', ownPart), ask.get('quarantine', ownPart)],
        ...[ask.get('processed', `_manifests/${ownFile}.json`), ask.get('final', '_transforms/x.json')],
        ...[ask.remove('results', 'x.csv'), ask.readTable('final', 'sales_daily')],
      ],
      mayNot: [
        ...[ask.put('raw', ownFile), ask.remove('raw', file), ask.get('raw', file), ask.get('processed', part)],
        ...[ask.remove('processed', ownPart), ask.get('quarantine', part), ask.remove('quarantine', ownPart)],
        ...[ask.get('final', part), ask.get('results', 'x.csv'), ask.openBucket('raw'), ask.purge('clean')],
        ...[ask.changeTable('final', 'sales_daily'), ask.dropTable('final', 'sales_daily'), ask.updateItem('runs')],
        ...[ask.startJob('transform'), ask.startMachine('run'), ask.readSecret(tokenSecret)],
      ],
    },
    ...['quicksight', ...readers].map((name, index, all): Expectation => {
      const neighbour = all[(index + 1) % all.length] ?? 'other';
      return {
        role: name === 'quicksight' ? 'quicksight' : `reader-${name}`,
        may: [
          ask.put('results', `${name}/x.csv`),
          ask.get('results', `${name}/x.csv`),
          ask.readTable('final', 'sales_daily'),
          ...(name === 'quicksight' ? followed.flatMap(follow) : []),
        ],
        mayNot: [
          ...(name === 'quicksight' ? followed.flatMap(neighboursOf) : followed.flatMap(follow)),
          ...[ask.get('results', `${neighbour}/x.csv`), ask.put('results', `${neighbour}/x.csv`)],
          ...[ask.get('final', part), ask.get('processed', part), ask.get('raw', file), ask.get('quarantine', part)],
          ...[ask.changeTable('final', 'sales_daily'), ask.readTable('processed', 'items')],
        ],
      };
    }),
  ];
}
