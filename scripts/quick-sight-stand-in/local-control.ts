import type { Control } from './control.ts';
import { newVersion } from './operations/dashboards.ts';
import { findDashboard, findVersion } from './operations/find-dashboard.ts';
import type { QuickSight } from './quick-sight.ts';
import { principalArn } from './service.ts';
import type { State } from './state/state.ts';
import { ServiceError } from './wire/service-error.ts';

/** The control of a service in this process. @param changed is called after each change of the state */
export function localControl(quickSight: QuickSight, changed: () => void): Control {
  const { calls, faults, service } = quickSight;
  const add = (
    kind: 'user' | 'group',
    list: State['users'],
    { name, namespace = 'default' }: { name: string; namespace?: string },
  ) => {
    list[`${namespace}/${name}`] = { namespace, name };
    changed();
    return principalArn(service, kind, `${namespace}/${name}`);
  };
  return {
    async plan(fault) {
      // A name that no client could meet is found here rather than when it is thrown.
      if (fault.kind === 'exception') new ServiceError(fault.exception, '');
      faults.add(fault, service.now());
    },
    clearFaults: async () => faults.clear(),
    calls: async () => [...calls],
    async forgetCalls() {
      calls.length = 0;
    },
    async advanceClock(milliseconds) {
      service.state.clockAhead += milliseconds;
      changed();
    },
    addUser: async (principal) => add('user', service.state.users, principal),
    addGroup: async (principal) => add('group', service.state.groups, principal),
    async editInConsole({ dashboardId, definition, name }) {
      const dashboard = findDashboard(service, dashboardId);
      const published = findVersion(dashboard, undefined);
      const number = Math.max(...dashboard.versions.map((version) => version.number)) + 1;
      const Definition = definition ?? published.definition;
      const { themeArn: ThemeArn, publishOptions: DashboardPublishOptions } = published;
      const input = { Name: name ?? published.name, Definition, ThemeArn, DashboardPublishOptions };
      const version = newVersion({ ...input, ValidationStrategy: { Mode: 'LENIENT' } }, service, dashboardId, number);
      dashboard.versions.push({ ...version, work: { succeeds: true, polls: 0, dueAt: service.now() } });
      Object.assign(dashboard, { published: number, publishedAt: service.now(), updatedAt: service.now() });
      changed();
      return number;
    },
    async subscribe(subscribed) {
      service.state.subscribed = subscribed;
      changed();
    },
  };
}
