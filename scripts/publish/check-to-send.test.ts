import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDashboard } from '../dashboards/check-dashboard.ts';
import type { SeverityLevel } from '../dashboards/findings/dashboard-finding.ts';
import { readDashboard } from '../dashboards/read-dashboard.ts';
import { checkToSend } from './check-to-send.ts';

const home = join(import.meta.dirname, '..', 'dashboards', 'testdata', 'err');

describe('checkToSend', () => {
  const levels: readonly SeverityLevel[] = ['off', 'warn'];
  it.each(
    (['unknown-key', 'missing-key', 'wrong-type', 'unknown-value', 'one-of'] as const).flatMap((code) =>
      levels.map((level) => ({ code, level })),
    ),
  )('refuses $code, turned down to $level', async ({ code, level }) => {
    const read = await readDashboard(code, new Map(), home);
    if ('findings' in read) throw new TypeError(`${code}: expected a dashboard`);
    const dashboard = { ...read.dashboard, severities: new Map([[code, level]]) };
    expect(checkDashboard(dashboard, new Map()).filter((one) => one.code === code && one.severity === 'error')).toEqual(
      [],
    );
    const found = checkToSend(dashboard, new Map()).filter((one) => one.code === code);
    expect(found.length).toBeGreaterThan(0);
    for (const { severity, fix } of found) {
      expect(severity).toBe('error');
      expect(fix).toContain(`"severities" can't turn it down in publishing`);
    }
  });

  it('lets severities turn other codes down', async () => {
    const read = await readDashboard('time-zone', new Map(), home);
    if ('findings' in read) throw new TypeError('expected a dashboard');
    const dashboard = { ...read.dashboard, severities: new Map([['time-zone', 'off'] as const]) };
    expect(checkToSend(dashboard, new Map())).toEqual(checkDashboard(dashboard, new Map()));
    expect(checkToSend(dashboard, new Map()).map(({ code }) => code)).not.toContain('time-zone');
  });
});
