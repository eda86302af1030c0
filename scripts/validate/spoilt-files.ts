import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { downstream, readLineage } from '../changes/lineage.ts';
import { checkSpoilt } from '../lake/check-spoilt.ts';
import { type LakeFinding, findings as lakeFindings } from '../lake/findings.ts';
import { foldersOf } from '../lake/folders-of.ts';
import type { Project } from '../lake/project.ts';
import { isChosen, isFileChosen, type Targets } from './select-targets.ts';
import { listSubmodules } from './stray-files.ts';

/** Text that is no data: longer ones are refused by whoever reads them. */
const longest = 32 * 1024 * 1024;

/**
 * Looks for unsettled merges and Git LFS pointers in the files of the chosen tables and dashboards, and in the schemas of the chosen datasets; and for
 * submodules in the place of folders.
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
  const isAsked = (name: string) => targets.datasets === 'all' || targets.datasets.has(name);
  const [modules, datasets, tables, dashboards] = await Promise.all([
    submodulesIn(project, 'datasets', (path) => isFileChosen(`datasets/${path}`, targets)),
    spoiltIn(project, project.datasets, isAsked, isSchema),
    judgedFolders(project, project.tables, 'glue/tables', targets.tables),
    judgedFolders(project, project.dashboards, 'dashboards', targets.dashboards),
  ]);
  const findings = [...modules, ...datasets, ...tables, ...dashboards].map(({ finding }) => finding);
  const whole = modules.filter(({ name, finding }) => finding.place.file === `datasets/${name}`);
  const schemas = new Set([...whole, ...datasets].map(({ name }) => name));
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

interface Spoilt {
  readonly name: string;
  readonly finding: LakeFinding;
}

/** A submodule's files are not looked at. */
async function judgedFolders(
  project: Project,
  room: string,
  shown: string,
  chosen: 'all' | ReadonlySet<string>,
): Promise<Spoilt[]> {
  const isAsked = (name: string) => isChosen(chosen, name);
  const modules = await submodulesIn(project, shown, (path) => isAsked(path.split('/')[0] ?? ''));
  const isOwn = (name: string) => isAsked(name) && !modules.some((one) => one.name === name);
  return [...modules, ...(await spoiltIn(project, room, isOwn))];
}

async function submodulesIn(project: Project, shown: string, isAsked: (path: string) => boolean): Promise<Spoilt[]> {
  const paths = (await listSubmodules(project, shown)).filter(isAsked);
  return paths.map((path) => ({
    name: path.split('/')[0] ?? '',
    finding: lakeFindings.unexpectedFile(`${shown}/${path}`, 'submodule'),
  }));
}

async function spoiltIn(
  project: Project,
  room: string,
  isAsked: (name: string) => boolean,
  isText: (path: string) => boolean = () => true,
): Promise<Spoilt[]> {
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
