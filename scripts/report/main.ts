import { join, resolve } from 'node:path';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { createProgress } from '../cli/progress.ts';
import { guardOutput } from '../github/guard-output.ts';
import { writeSummary } from '../github/summary.ts';
import { findProject } from '../lake/project.ts';

export const help = `Say what a pull request does to the lake: a comment, a page and a model of it.

Usage: npx sluice report --base REF [--out DIR] [--infra FILE] [--strict] [--json]

Builds the lake of the working tree as npm start does, and compares it with the commit that it and REF both come from: files and
rows of the datasets that changed, the worst findings of each, what a changed schema or output contract breaks, tables that were not
built, dashboards with findings, and what a deploy would destroy or open up. Values of sensitive columns are in none of it.

  --base REF    a branch, tag or commit, such as main
  --out DIR     where report.json, comment.md and report.html go (.lake/report)
  --infra FILE  what npx sluice deploy --plan --json wrote; without, changed infrastructure is named as not compared
  --strict      exit code 1 where the report says that something failed
  --json        where the files are, the verdict and the scoreboard as JSON on stdout, and nothing else

In a workflow (GITHUB_STEP_SUMMARY) the comment is also the job's summary. The clone has to reach the base: give actions/checkout
"fetch-depth: 0".

Exit codes: 0 written, whatever it says, 1 with --strict: something failed, 2 used wrongly, 3 git, the clone or the disk failed.
`;

/** `sluice report`. @throws CommandError for wrong use, and for what git or the disk refuse */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('report', args, {
    base: { type: 'string' },
    out: { type: 'string' },
    infra: { type: 'string' },
    strict: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (positionals[0] !== undefined) throw usageError('report', 'options alone', `"${positionals[0]}"`);
  const { base, out, infra } = values;
  if (base === undefined || base === '') throw usageError('report', '--base REF', 'none');
  const project = findProject(effects.cwd);
  const folder = out === undefined ? join(project.lake.root, 'report') : resolve(effects.cwd, out);
  const [{ makeReport }, { reportFiles, writeReport }, { readInfrastructure }] = await Promise.all([
    import('./make-report.ts'),
    import('./write-report.ts'),
    import('./read-infrastructure.ts'),
  ]);
  const infrastructure = infra === undefined ? undefined : await readInfrastructure(resolve(effects.cwd, infra), infra);
  const progress = createProgress(effects);
  const report = await makeReport(project, { base, infrastructure, now: effects.now, progress });
  progress.step('report: writing');
  const comment = await writeReport(report, folder, out ?? '.lake/report');
  progress.clear();
  await writeSummary((room) => cutAtLine(comment, room), effects);
  const guarded = guardOutput(effects);
  const { verdict, scoreboard } = report.model;
  const files = Object.fromEntries(Object.entries(reportFiles).map(([kind, name]) => [kind, join(folder, name)]));
  if (values.json) guarded.stdout.write(`${JSON.stringify({ files, verdict, scoreboard }, undefined, 2)}\n`);
  else {
    guarded.stderr.write(`${printable(`${verdict.level}: ${verdict.text}`)}\n`);
    guarded.stdout.write(`${Object.values(files).join('\n')}\n`);
  }
  return values.strict && verdict.level === 'failed' ? 1 : 0;
}

/** As many whole lines as take at most so many bytes in UTF-8. */
function cutAtLine(text: string, room: number): string {
  if (Buffer.byteLength(text) <= room) return text;
  const cut = Buffer.from(text).subarray(0, Math.max(room, 0));
  return cut.subarray(0, cut.lastIndexOf('\n') + 1).toString('utf8');
}
