import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { guardOutput } from '../github/guard-output.ts';
import { writeOutputs } from '../github/write-outputs.ts';
import { findProject } from '../lake/project.ts';
import { looseFiles } from './changed-folders.ts';
import type { ChangedFile, ChangedFolder, Changes } from './changes.ts';
import { rooms } from './check-out.ts';
import { readChanges } from './read-changes.ts';

export const help = `Say what a change touches: files, and the datasets, tables and dashboards that may show something else.

Usage: npx sluice changes --base REF [--head REF] [--json]

Compares the head with the commit that it and the base both come from, by git. A changed dataset touches the tables whose SQL or rules
read it, and those that read them, and the dashboards that draw any of them.

  --base REF  a branch, tag or commit, such as main
  --head REF  another; without it the working tree, with what is not committed and what is not yet added
  --json      {base, head, files, datasets, tables, dashboards, touched, kinds} on stdout, and nothing else

In a workflow (GITHUB_OUTPUT) the step's outputs are: datasets, tables, dashboards (what is touched, as JSON lists), lake (whether any is, or a
file was added beside their folders),
infra, code, docs-only. The clone has to reach the base: give actions/checkout "fetch-depth: 0".

Exit codes: 0 told, 2 used wrongly, 3 git or the clone can't tell.
`;

/** `sluice changes`. @throws CommandError for wrong use, and for what git can't tell */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('changes', args, {
    base: { type: 'string' },
    head: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('changes', 'options alone', `"${positionals[0]}"`);
  if (values.base === undefined || values.base === '') throw usageError('changes', '--base REF', 'none');
  if (values.head === '') throw usageError('changes', '--head with a branch, tag or commit', 'none');
  const changes = await readChanges(findProject(effects.cwd), { base: values.base, head: values.head });
  await writeOutputs(outputsOf(changes), effects);
  const { stdout } = guardOutput(effects);
  if (values.json) stdout.write(`${JSON.stringify(changes, undefined, 2)}\n`);
  else for (const line of describe(changes)) stdout.write(`${printable(line)}\n`);
  return 0;
}

/** What later jobs decide by. */
export function outputsOf(changes: Changes): Readonly<Record<string, string>> {
  const { base, touched, kinds, datasets, tables, dashboards } = changes;
  const lists = [touched.datasets, touched.tables, touched.dashboards, datasets, tables, dashboards, loose(changes)];
  return {
    base: base.sha,
    datasets: JSON.stringify(touched.datasets),
    tables: JSON.stringify(touched.tables),
    dashboards: JSON.stringify(touched.dashboards),
    lake: String(lists.some((list) => list.length > 0)),
    infra: String(kinds.infra),
    code: String(kinds.code),
    'docs-only': String(kinds.docsOnly),
  };
}

/** What belongs to no folder: to be judged all the same. */
const loose = ({ files }: Changes) => rooms.flatMap((room) => looseFiles(files, room));

function describe(changes: Changes): string[] {
  const { base, head, files, datasets, tables, dashboards, touched, kinds } = changes;
  const only = (names: readonly string[], folders: readonly ChangedFolder[]) =>
    names.filter((name) => !folders.some((folder) => folder.name === name)).join(', ');
  const rows: [string, string][] = [
    ['compared', `${base.ref} (${base.sha.slice(0, 10)}) with ${head?.ref ?? 'the working tree'}`],
    ['files', summary(files)],
    ['datasets', folderList(datasets)],
    ['tables', folderList(tables)],
    ['dashboards', folderList(dashboards)],
    ...(loose(changes).length === 0 ? [] : [['in no folder', loose(changes).join(', ')] satisfies [string, string]]),
    ['touches tables', only(touched.tables, tables)],
    ['touches dashboards', only(touched.dashboards, dashboards)],
    [
      'kinds',
      Object.entries(kinds)
        .flatMap(([kind, is]) => (is ? kind : []))
        .join(', '),
    ],
  ];
  return rows.map(([label, text]) => `${label.padEnd(18)}  ${text || 'none'}`);
}

function summary(files: readonly ChangedFile[]): string {
  const statuses = ['added', 'changed', 'renamed', 'removed'] as const;
  const counts = statuses.map((status) => [files.filter((file) => file.status === status).length, status] as const);
  return counts.flatMap(([count, status]) => (count > 0 ? `${count} ${status}` : [])).join(', ');
}

function folderList(folders: readonly ChangedFolder[]): string {
  return folders.map(({ name, status }) => (status === 'changed' ? name : `${name} (${status})`)).join(', ');
}
