import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatPlace } from '../../lambda/schema/finding.ts';
import type { Project } from '../lake/project.ts';
import { dashboardUses } from '../schema-changes/dashboard-uses.ts';
import { readDashboardsOf, readSide } from '../schema-changes/read-side.ts';
import type { Named } from './plan-removal.ts';

/** Something that reads what is to go, and where. */
export interface Reader extends Named {
  /** `table sales_daily`, `visual "Revenue" of dashboard sales`. */
  readonly what: string;
  /** `glue/tables/sales_daily/transform.sql:12`. */
  readonly place: string;
}

/** Lines of SQL or rules that name it. */
async function linesOf(path: string, name: string): Promise<number[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const word = new RegExp(`(?<![\\w"])"?${name}"?(?![\\w(])`, 'i');
  return text.split('\n').flatMap((line, at) => (word.test(line.replace(/--.*$/, '')) ? [at + 1] : []));
}

async function tableReader({ tables }: Project, name: string, gone: ReadonlySet<string>): Promise<Reader[]> {
  const found: Reader[] = [];
  for (const file of ['transform.sql', 'quality.dqdl']) {
    for (const read of gone) {
      const [line] = await linesOf(join(tables, name, file), read);
      if (line === undefined) continue;
      found.push({
        kind: 'table',
        name,
        what: `table ${name} reads ${read}`,
        place: `glue/tables/${name}/${file}:${line}`,
      });
    }
  }
  return found.length > 0 ? found : [{ kind: 'table', name, what: `table ${name}`, place: `glue/tables/${name}` }];
}

/**
 * Says where each reader reads what is to go: lines of SQL and rules; of a dashboard its visuals, filters, controls and fields.
 * @param readers tables and dashboards @param gone names of datasets and tables that go
 */
export async function describeReaders(
  project: Project,
  readers: readonly Named[],
  gone: ReadonlySet<string>,
): Promise<readonly Reader[]> {
  const found: Reader[] = [];
  for (const { kind, name } of readers) if (kind === 'table') found.push(...(await tableReader(project, name, gone)));
  const names = new Set(readers.flatMap(({ kind, name }) => (kind === 'dashboard' ? [name] : [])));
  if (names.size === 0) return found;
  const dashboards = await readDashboardsOf(await readSide(project));
  for (const dashboard of dashboards.filter(({ id }) => names.has(id))) {
    const uses = dashboardUses(dashboard).filter(({ table }) => gone.has(table));
    const once = new Map(uses.map((use) => [`${use.what} ${use.name}`, use]));
    for (const { what, name, place } of once.values())
      found.push({
        kind: 'dashboard',
        name: dashboard.id,
        what: `${what} ${JSON.stringify(name)} of dashboard ${dashboard.id}`,
        place: formatPlace(place),
      });
    if (once.size === 0)
      found.push({
        kind: 'dashboard',
        name: dashboard.id,
        what: `a data set of dashboard ${dashboard.id}`,
        place: `dashboards/${dashboard.id}`,
      });
  }
  for (const name of names)
    if (!found.some((one) => one.kind === 'dashboard' && one.name === name))
      found.push({ kind: 'dashboard', name, what: `dashboard ${name}`, place: `dashboards/${name}` });
  return found;
}
