import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { formatPlace } from '../../lambda/schema/finding.ts';
import type { Project } from '../lake/project.ts';
import { dashboardUses } from '../schema-changes/dashboard-uses.ts';
import { readDashboardsOf, readSide } from '../schema-changes/read-side.ts';
import { firstMention } from './mentions.ts';
import type { Named } from './plan-removal.ts';

/** Something that reads what is to go, and where. */
export interface Reader extends Named {
  /** `table sales_daily reads items`, `visual "Revenue" of dashboard sales`. */
  readonly what: string;
  /** `glue/tables/sales_daily/transform.sql:12:6`. */
  readonly place: string;
}

/** Files of a table that name what it reads, and what in them is no code. */
const sources = [
  { file: 'transform.sql', comments: /--[^\n]*|\/\*[\s\S]*?\*\// },
  { file: 'quality.dqdl', comments: /#[^\n]*/ },
];

async function tableReaders({ tables }: Project, name: string, gone: ReadonlySet<string>): Promise<Reader[]> {
  const [folder, shown] = [join(tables, name), `glue/tables/${name}`];
  const others = [...gone].filter((read) => read !== name);
  const found: Reader[] = [];
  for (const { file, comments } of sources) {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    for (const read of others) {
      const spot = firstMention(text, read, new RegExp(comments, 'g'));
      if (spot === undefined) continue;
      const place = formatPlace({ file: `${shown}/${file}`, ...spot });
      found.push({ kind: 'table', name, what: `table ${name} reads ${read}`, place });
    }
  }
  const inputs = await readdir(join(folder, 'cases'), { recursive: true }).catch(() => []);
  for (const path of inputs.map((input) => input.replaceAll('\\', '/')).sort()) {
    const read = parse(path).name;
    if (!path.includes('/') || !others.includes(read)) continue;
    const what = `case ${parse(path).dir} of table ${name} has rows of ${read}`;
    found.push({ kind: 'table', name, what, place: `${shown}/cases/${path}` });
  }
  return found.length > 0 ? found : [{ kind: 'table', name, what: `table ${name}`, place: shown }];
}

/**
 * Says where each reader reads what is to go: SQL, rules and cases; of a dashboard its visuals, filters, controls and fields.
 * @param readers tables and dashboards
 * @param gone names of datasets and tables that go
 */
export async function describeReaders(
  project: Project,
  readers: readonly Named[],
  gone: ReadonlySet<string>,
): Promise<readonly Reader[]> {
  const namesOf = (kind: Named['kind']) => readers.flatMap((one) => (one.kind === kind ? [one.name] : []));
  const found: Reader[] = [];
  for (const name of namesOf('table')) found.push(...(await tableReaders(project, name, gone)));
  const dashboards = namesOf('dashboard');
  return dashboards.length === 0 ? found : [...found, ...(await dashboardReaders(project, dashboards, gone))];
}

/** What can't be followed to a visual is told as a whole. */
async function dashboardReaders(
  project: Project,
  names: readonly string[],
  gone: ReadonlySet<string>,
): Promise<Reader[]> {
  const read = new Map((await readDashboardsOf(await readSide(project))).map((one) => [one.id, one]));
  return names.flatMap((name): Reader[] => {
    const dashboard = read.get(name);
    const uses = dashboard === undefined ? [] : dashboardUses(dashboard).filter(({ table }) => gone.has(table));
    if (uses.length === 0) return [{ kind: 'dashboard', name, what: `dashboard ${name}`, place: `dashboards/${name}` }];
    // A visual reads many columns, each at a place of its own: the first is enough to find it.
    const first = new Map<string, string>();
    for (const { what, name: title, place } of uses) {
      const told = `${what} ${JSON.stringify(title)} of dashboard ${name}`;
      if (!first.has(told)) first.set(told, formatPlace(place));
    }
    return [...first].map(([what, place]) => ({ kind: 'dashboard', name, what, place }));
  });
}
