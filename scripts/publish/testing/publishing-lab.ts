import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DashboardVersionDefinition, DescribeDashboardDefinitionCommand } from '@aws-sdk/client-quicksight';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../../infra/environments/environment.ts';
import { type Project, projectAt } from '../../lake/project.ts';
import {
  type QuickSightStandIn,
  type StandInOptions,
  startQuickSight,
} from '../../quick-sight-stand-in/start-quick-sight.ts';
import type { Surroundings } from '../apply/surroundings.ts';
import { type PublishOptions, publish } from '../publish.ts';
import type { Published } from '../published.ts';
import { patientClient } from '../quick-sight/patient-client.ts';
import { readRepository } from '../read-repository.ts';
import { placeIn } from '../request/place.ts';
import { rehearsalEnvironment } from './rehearsal-environment.ts';

/** A repository of one's own and a QuickSight to publish it to. */
export interface PublishingLab {
  readonly project: Project;
  readonly environment: Environment;
  readonly standIn: QuickSightStandIn;
  readonly surroundings: Surroundings;
  /** What was said of waiting. */
  readonly said: string[];
  /** Publishes dashboards of the project. */
  publish(
    options?: Partial<PublishOptions> & {
      readonly dashboards?: readonly string[];
      readonly surroundings?: Surroundings;
    },
  ): Promise<Published>;
  /** Changes a JSON file of the project in place, without changing how it is written but for what is edited. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Writes a file of the project, new or not. */
  write(file: string, text: string): Promise<void>;
  /** The name of the first sheet that a definition file has. */
  sheetName(file: string): Promise<string>;
  /** The definition that people see. */
  published(dashboard: string): Promise<DashboardVersionDefinition>;
  /** Names of the operations since the last time, in order, without reads. */
  writes(): Promise<string[]>;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** @param dashboards folders of the repository that the project has */
export async function startPublishingLab(
  dashboards: readonly string[],
  options: StandInOptions = {},
): Promise<PublishingLab> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-publish-'));
  const standIn = await startQuickSight(options);
  const project = projectAt(folder);
  for (const room of ['datasets', join('glue', 'tables'), ...dashboards.map((name) => join('dashboards', name))])
    await cp(join(root, room), join(folder, room), {
      recursive: true,
      filter: (path) => !/\.(csv|ndjson)$/.test(path),
    });
  const environment = rehearsalEnvironment();
  const place = placeIn(environment);
  for (const name of new Set(Object.values(environment.quickSight?.principals ?? {}).flat()))
    await standIn.control.addGroup({ name: name.replace('group/', '') });
  const said: string[] = [];
  const calls = new Map<string, number>();
  let clock = Date.UTC(2026, 10, 1);
  const patience = {
    now: () => clock,
    // No test waits: time goes on by what is slept.
    sleep: async (milliseconds: number) => {
      clock += milliseconds;
    },
    say: (text: string) => void said.push(text),
  };
  const client = patientClient(
    {
      ...{ endpoint: standIn.endpoint, region: environment.region },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    { ...patience, environment, role: place.names.role('data'), calls },
  );
  const surroundings: Surroundings = { ...patience, client, place, commit: 'abcdef012345', askForRun: async () => {} };
  onTestFinished(async () => {
    client.destroy();
    await standIn.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    ...{ project, environment, standIn, surroundings, said },
    async publish({ dashboards: chosen = [], surroundings: on = surroundings, ...more } = {}) {
      const defaults = {
        planOnly: false,
        insist: undefined,
        remove: [],
        closely: false,
        overwriteLive: false,
        allowEmptying: false,
      };
      return await publish(on, await readRepository(project, chosen), { ...defaults, ...more });
    },
    async edit(file, change) {
      const path = join(folder, file);
      await writeFile(path, change(await readFile(path, 'utf8')));
    },
    write: (file, text) => writeFile(join(folder, file), text),
    async sheetName(file) {
      const { Sheets } = JSON.parse(await readFile(join(folder, file), 'utf8'));
      return Sheets[0].Name;
    },
    async published(dashboard) {
      const of = { AwsAccountId: environment.account, DashboardId: place.dashboardId(dashboard) };
      const { Definition } = await client.send(new DescribeDashboardDefinitionCommand(of));
      if (Definition === undefined) throw new TypeError(`${dashboard}: expected a definition`);
      return Definition;
    },
    async writes() {
      const made = await standIn.control.calls();
      await standIn.control.forgetCalls();
      return made.map(({ operation }) => operation ?? '?').filter((name) => !/^(Describe|List)/.test(name));
    },
  };
}
