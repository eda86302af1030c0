import { type Finding, formatFinding } from '../../lambda/schema/finding.ts';
import { inOrder } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import { workflowCommand } from './workflow-command.ts';

/** What GitHub shows of a step's annotations, of each kind: https://docs.github.com/rest/checks/runs and the runner drop the rest. */
const mostOfAKind = 10;
/** Longer ones are cut by GitHub, at 64 KB; nobody reads as much. */
const longest = 2000;

/**
 * Findings as commands that make annotations beside the lines of a pull request: at most ten errors and ten warnings, the first of each file
 * and code before others, and a notice that says how many there are besides.
 * @param prefix what leads from the repository to the project, empty or with a `/` at its end
 */
export function annotationsOf(findings: readonly Finding[], prefix = ''): string[] {
  const ordered = inOrder(findings);
  const errors = mostTelling(ordered.filter(({ severity }) => severity === 'error'));
  const warnings = mostTelling(ordered.filter(({ severity }) => severity === 'warn'));
  const left = findings.length - errors.length - warnings.length;
  const notice = workflowCommand('notice', { title: 'sluice' }, `${left} more findings: see the job's summary`);
  return [...errors, ...warnings].map((finding) => annotation(finding, prefix)).concat(left > 0 ? [notice] : []);
}

function mostTelling(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const [first, again]: [Finding[], Finding[]] = [[], []];
  for (const finding of findings) {
    const key = `${finding.place.file}\0${finding.code}`;
    (seen.has(key) ? again : first).push(finding);
    seen.add(key);
  }
  return [...first, ...again].slice(0, mostOfAKind);
}

function annotation(finding: Finding, prefix: string): string {
  const { file, line, column } = finding.place;
  const message = printable(formatFinding(finding));
  const shown = message.length > longest ? `${message.slice(0, longest)}…` : message;
  const properties = {
    title: finding.code,
    file: `${prefix}${file}`,
    line,
    col: line === undefined ? undefined : column,
  };
  return workflowCommand(finding.severity === 'error' ? 'error' : 'warning', properties, shown);
}
