import type { DraftedCase } from './draft-case.ts';
import { judged } from './draft-reference-rules.ts';
import { type DraftedRule, mostWatched } from './draft-rules.ts';
import type { DraftedShape } from './drafted-column.ts';
import type { PlannedSelect } from './planned-select.ts';
import type { Source } from './source.ts';

/** What a person should know of the rules. @param broken candidates that today's rows don't keep */
export function ruleRemarks(broken: readonly DraftedRule[], { columns }: DraftedShape): string[] {
  const wide = `rules by today's rows alone are drafted of the first ${mostWatched} columns; add those that matter`;
  return [
    ...broken.map(({ text }) => `a rule that the schema means but today's rows don't keep is left out: ${text}`),
    ...(columns.length > mostWatched ? [wide] : []),
  ];
}

/** A source that rules can't name. */
export function nameRemarks(plan: PlannedSelect | undefined): string[] {
  if (plan === undefined || plan.links.length === 0) return [];
  const named = [plan.root, ...plan.links.map(({ to }) => to)].some(({ name }) => name === judged);
  return named
    ? [`quality.dqdl: no rule compares the table with ${judged}, since that is what DQDL calls the table itself`]
    : [];
}

/** Columns that nobody has described. */
export function undescribedRemarks(plan: PlannedSelect | undefined): string[] {
  const bare = (plan?.columns ?? []).filter(({ from }) => from !== undefined && from.column.description === undefined);
  if (bare.length === 0) return [];
  const names = bare.slice(0, 8).map(({ name }) => name);
  const more = bare.length > names.length ? ` and ${bare.length - names.length} more` : '';
  return [`table.json: no schema describes ${names.join(', ')}${more}; say what they hold`];
}

/** Sources without rows, and what could not be drafted for it. */
export function emptyRemarks(sources: readonly Source[]): string[] {
  return sources
    .filter(({ rows }) => rows === 0)
    .map(
      ({ name }) =>
        `${name} has no clean rows here: RowCount > 0, ranges, few-valued columns, partitions and joins need data; draft again, or add them, once there is some`,
    );
}

/** What the first case is worth, or why there is none. */
export function caseRemarks(first: DraftedCase | { readonly why: string }): string[] {
  if ('why' in first) return [`cases: none, because ${first.why}; write one by hand`];
  return [`cases/${first.name}/expected.csv was computed by this very SQL: read whether it is what you expect`];
}
