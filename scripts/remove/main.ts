import { colour } from '../cli/colour.ts';
import { exitCodes } from '../cli/command-error.ts';
import type { Effects } from '../cli/effects.ts';
import { parseArguments, usageError } from '../cli/parse-arguments.ts';
import { printable } from '../cli/printable.ts';
import { findProject } from '../lake/project.ts';
import { describeReaders } from './describe-readers.ts';
import { findNamed } from './find-named.ts';
import { planRemoval, reachedBy } from './plan-removal.ts';
import { readNeeds } from './read-needs.ts';
import { removeFolders } from './remove-folders.ts';
import { sayRemoved } from './say-removed.ts';

export const help = `Take a dataset, a table or a dashboard away, if nothing needs it.

Usage: npx sluice remove dataset|table|dashboard NAME [--with-dependents] [--dry-run] [--json]

Where something reads it, that is listed down to the line of SQL and the visual, and nothing is removed. Folders are moved, all or none, into
.lake/removed, where also what was never committed stays.

  --with-dependents  remove what reads it too: tables, tables of those, and the dashboards that any of them give data
  --dry-run          only say what would be removed, and what would break
  --json             {removes, breaks, done, keptIn, committed, uncommitted} on stdout, and nothing else

The next build takes what the lake holds of it. In AWS npx sluice sync --prune, which a deploy calls, takes a dataset's committed files out of raw,
and with them what is clean of them; what people uploaded, a table of the catalog and a published dashboard stay until they are removed there. What a
dashboard on the main branch still reads can't be merged away in one go: npx sluice validate --base main says so.

Exit codes: 0 removed, 1 something needs it and nothing was removed, 2 used wrongly, 3 the system refused and nothing was removed.
`;

/** `sluice remove`. @throws CommandError for wrong use, and for what the system refuses */
export async function main(args: readonly string[], effects: Effects): Promise<number> {
  const { values, positionals } = parseArguments('remove', args, {
    'with-dependents': { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [kind, name, ...more] = positionals;
  if (more.length > 0) throw usageError('remove', 'one name', positionals.slice(1).join(' '));
  const project = findProject(effects.cwd);
  const asked = await findNamed(project, kind, name);
  const lineage = await readNeeds(project);
  const plan = planRemoval(lineage, asked, values['with-dependents']);
  const gone = new Set(plan.removes.filter((one) => one.kind !== 'dashboard').map((one) => one.name));
  const all = plan.breaks.length === 0 ? [] : reachedBy(lineage, asked);
  const reached = new Set([...gone, ...all.flatMap((one) => (one.kind === 'table' ? [one.name] : []))]);
  const breaks = await describeReaders(project, all, reached);
  const isRefused = breaks.length > 0;
  const removed =
    isRefused || values['dry-run'] ? undefined : await removeFolders(project, plan.removes, effects.now());
  if (values.json) {
    const { keptIn = null, committed = [], uncommitted = [] } = removed ?? {};
    const result = { removes: plan.removes, breaks, done: removed !== undefined, keptIn, committed, uncommitted };
    effects.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  } else {
    for (const { place, what } of breaks)
      effects.stdout.write(`${colour('red', 'breaks', effects, 'stdout')} ${printable(`${place}: ${what}`)}\n`);
    for (const one of isRefused ? [] : plan.removes)
      effects.stdout.write(`${removed === undefined ? 'would remove' : 'removed'} ${one.kind} ${one.name}\n`);
    const told = removed === undefined ? [] : sayRemoved(plan.removes, removed, project.root);
    for (const line of removed === undefined ? [whyNot(asked.name, breaks.length)] : told)
      effects.stderr.write(`${printable(line)}\n`);
  }
  return isRefused ? exitCodes.data : exitCodes.fine;
}

function whyNot(name: string, breaks: number): string {
  if (breaks === 0) return 'nothing was removed (--dry-run)';
  const places = breaks === 1 ? '1 place needs' : `${breaks} places need`;
  return `nothing was removed: ${places} ${name}; change them first, or add --with-dependents to remove them too`;
}
