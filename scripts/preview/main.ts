import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { CommandError } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { findProject, type Project } from '../lake/project.ts';
import { definitionPage } from './load/definition-page.ts';
import { loadPageModel } from './load/page-session.ts';
import type { PageModel } from './model.ts';

export const help = `Write dashboards as one self-contained HTML file.

Usage: npx sluice preview [DASHBOARD...] --out page.html [--json]
       npx sluice preview definition.json --out page.html [--data-sets DIR] [--json]

Draws dashboards of dashboards/ (all of them when none is named) over the lake that npm start built, at the controls'
defaults, with the catalogue. The file opens from disk, holds its data and asks no other machine for anything.

A definition file may come from anywhere (as describe-dashboard-definition gives it): what it asks for is drawn as far as
there is data, and what is missing is listed.

  --out FILE        the page
  --data-sets DIR   for a definition file: <identifier>.parquet or <identifier>.csv for each of its data sets
  --json            what was drawn and what was not, as JSON on stdout

Exit codes: 0 fine, 1 a definition has errors (the page is written and shows them), 2 used wrongly, 3 the surroundings failed.
`;

/** `sluice preview`. @throws CommandError for wrong use and a missing lake */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('preview', args, {
    out: { type: 'string' },
    'data-sets': { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const { out } = values;
  if (out === undefined) throw usageError('preview', '--out FILE', 'none', 'say where the page goes: --out page.html');
  const { model, missing } = await load(positionals, values['data-sets'], effects);
  const { exportPage } = await import('./export-page.ts');
  const path = resolve(effects.cwd, out);
  await write(path, out, await exportPage(model));
  if (values.json) effects.stdout.write(`${JSON.stringify(summary(out, model, missing), undefined, 2)}\n`);
  else report(out, model, missing, effects);
  const findings = model.dashboards.flatMap((dashboard) => dashboard.findings);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

interface Loaded {
  readonly model: PageModel;
  readonly missing: readonly string[];
}

async function load(names: readonly string[], dataSets: string | undefined, effects: Effects): Promise<Loaded> {
  const [file] = names;
  const isFile = file !== undefined && (await isPlainFile(resolve(effects.cwd, file)));
  if (!isFile) {
    if (dataSets !== undefined) {
      throw usageError(
        'preview',
        'a definition file together with --data-sets',
        file === undefined ? 'none' : `"${file}"`,
      );
    }
    const project = findProject(effects.cwd);
    const model = await loadPageModel(project, {
      now: effects.now,
      mode: 'file',
      ...(names.length === 0 ? {} : { dashboards: names }),
    });
    return { model, missing: [] };
  }
  if (names.length > 1) throw usageError('preview', 'one definition file', `${names.length} arguments`);
  return await definitionPage({
    now: effects.now(),
    file,
    cwd: effects.cwd,
    project: projectAround(effects.cwd),
    dataSets: dataSets === undefined ? undefined : { folder: resolve(effects.cwd, dataSets), shown: dataSets },
  });
}

/** A definition file is previewed from anywhere: standing outside a project only means that there is no lake. */
function projectAround(cwd: string): Project | undefined {
  try {
    return findProject(cwd);
  } catch (error) {
    if (error instanceof CommandError && error.code === 'no-project') return undefined;
    throw error;
  }
}

async function isPlainFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

async function write(path: string, shown: string, html: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, html);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      'unwritable',
      'environment',
      `${shown}: expected a file that can be written, got ${reason}`,
      {
        cause: error,
      },
    );
  }
}

function report(out: string, model: PageModel, missing: readonly string[], { stderr }: Effects): void {
  for (const { id, findings, notDrawn } of model.dashboards) {
    for (const finding of findings) stderr.write(`${formatFinding(finding)}\n`);
    for (const { name, reason } of notDrawn) stderr.write(`${id}: not drawn: ${name}: ${reason}\n`);
  }
  for (const identifier of missing) {
    stderr.write(
      `data set "${identifier}": no data; put ${identifier}.parquet or ${identifier}.csv into a folder and give it as --data-sets DIR\n`,
    );
  }
  stderr.write(`page: ${out}\n`);
}

function summary(out: string, model: PageModel, missing: readonly string[]) {
  return {
    page: out,
    missingDataSets: missing,
    dashboards: model.dashboards.map(({ id, title, sheets, notDrawn, findings, staleTables }) => ({
      id,
      title,
      sheets: sheets.length,
      visuals: sheets.reduce((many, { elements }) => many + elements.filter(({ kind }) => kind === 'visual').length, 0),
      notDrawn,
      findings,
      staleTables,
    })),
  };
}
