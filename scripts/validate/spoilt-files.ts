import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { downstream, readLineage } from '../changes/lineage.ts';
import { checkSpoilt } from '../lake/check-spoilt.ts';
import type { LakeFinding } from '../lake/findings.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import { isChosen, type Targets } from './select-targets.ts';

/** Text that is no data: longer ones are refused by whoever reads them. */
const longest = 32 * 1024 * 1024;

/**
 * Looks for unsettled merges and Git LFS pointers in the files of the chosen tables and dashboards, and in the schemas of the chosen datasets.
 * @returns findings, and targets without what can't be judged because of them: the folders themselves, and what reads them
 */
export async function setSpoiltAside(
  project: Project,
  targets: Targets,
): Promise<{
  readonly targets: Targets;
  readonly findings: readonly LakeFinding[];
  readonly schemas: ReadonlySet<string>;
}> {
  const [datasets, tables, dashboards] = await Promise.all([
    spoiltIn(project, project.datasets, (name) => targets.datasets === 'all' || targets.datasets.has(name), isSchema),
    spoiltIn(project, project.tables, (name) => isChosen(targets.tables, name)),
    spoiltIn(project, project.dashboards, (name) => isChosen(targets.dashboards, name)),
  ]);
  const findings = [...datasets, ...tables, ...dashboards].map(({ finding }) => finding);
  const schemas = new Set(datasets.map(({ name }) => name));
  if (findings.length === 0) return { targets, findings, schemas };
  const spoilt = {
    datasets: [...schemas],
    tables: tables.map(({ name }) => name),
    dashboards: dashboards.map(({ name }) => name),
  };
  const reached = downstream(await readLineage(project), spoilt, false);
  const without = async (room: string, chosen: 'all' | ReadonlySet<string>, names: readonly string[]) => {
    const all = chosen === 'all' ? await foldersOf(room) : [...chosen];
    return new Set(all.filter((name) => !names.includes(name)));
  };
  return {
    targets: {
      ...targets,
      tables: await without(project.tables, targets.tables, reached.tables),
      dashboards: await without(project.dashboards, targets.dashboards, reached.dashboards),
    },
    findings,
    schemas,
  };
}

const isSchema = (path: string): boolean => path === 'schema.json';

async function spoiltIn(
  project: Project,
  room: string,
  isAsked: (name: string) => boolean,
  isText: (path: string) => boolean = () => true,
): Promise<{ name: string; finding: LakeFinding }[]> {
  const names = (await foldersOf(room)).filter(isAsked);
  const lists = names.map(async (name) => {
    const entries = await readdir(join(room, name), { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const texts = files.filter((file) => isText(relative(join(room, name), file).replaceAll(sep, '/')));
    const found = await Promise.all(texts.map((file) => readSpoilt(project, file)));
    return found.flatMap((finding) => (finding === undefined ? [] : [{ name, finding }]));
  });
  return (await Promise.all(lists)).flat();
}

async function readSpoilt({ root }: Project, path: string): Promise<LakeFinding | undefined> {
  const { size } = await stat(path);
  return size > longest ? undefined : checkSpoilt(await readFile(path), relative(root, path).replaceAll(sep, '/'));
}
