import type { Place } from '../../../lambda/schema/finding.ts';
import { quote } from '../../../lambda/schema/finding.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { AudienceMayRead } from './audience-may-read.ts';
import type { ShortDataSet } from './data-set-request.ts';
import type { QuickSightPlace } from './place.ts';
import { principalsOf } from './principals.ts';
import type { RowRule } from './rows-request.ts';

/** What QuickSight can hold: https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-row-level-security.html */
const longest = 2047;
const mostRules = 999;

interface Asked {
  readonly audiences: readonly string[];
  /** Those of them that may read something and are mapped to principals. */
  readonly known: readonly string[];
  readonly at: Place;
}

/**
 * Who sees which rows. Undefined when every audience may read them all; else whoever no rule names sees none. A condition that QuickSight
 * can't say is a finding, and gives its audience no rule.
 */
export function rowRules(
  place: QuickSightPlace,
  dataSet: ShortDataSet,
  may: ReadonlyMap<string, AudienceMayRead>,
  { audiences, known, at }: Asked,
): { readonly rules: readonly RowRule[] | undefined; readonly findings: readonly PublishFinding[] } {
  if (audiences.every((audience) => may.get(audience)?.rows === 'all')) return { rules: undefined, findings: [] };
  const found: PublishFinding[] = [];
  const rules = known.flatMap((audience): RowRule[] => {
    const rows = may.get(audience)?.rows ?? {};
    const conditions = rows === 'all' ? [{}] : combinations(rows);
    const problem = rows === 'all' ? undefined : problemOf(dataSet, rows, conditions.length);
    if (problem !== undefined) {
      found.push(findings.rowRule(at, dataSet.identifier, audience, problem.expected, problem.got));
      return [];
    }
    return (principalsOf(place, audience) ?? []).flatMap((arn) => {
      const principal = principalIn(arn);
      return conditions.map((where) => ({ principal, where }));
    });
  });
  return { rules, findings: found };
}

/** `arn:aws:quicksight:us-east-1:123456789012:group/default/analysts` is the group analysts. */
function principalIn(arn: string): RowRule['principal'] {
  const [kind, , ...name] = arn.split(':').slice(5).join(':').split('/');
  return { kind: kind === 'user' ? 'user' : 'group', name: name.join('/') };
}

/** One value of each column, in every combination: a rule's cells hold one value each, and its columns are joined by AND. */
function combinations(rows: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string>>[] {
  return Object.entries(rows).reduce<Readonly<Record<string, string>>[]>(
    (before, [column, values]) =>
      before.flatMap((one) =>
        before.length > mostRules ? [one] : values.map((value) => ({ ...one, [column]: value })),
      ),
    [{}],
  );
}

function problemOf(
  { columns }: ShortDataSet,
  rows: Readonly<Record<string, readonly string[]>>,
  rules: number,
): { readonly expected: string; readonly got: string } | undefined {
  for (const [column, values] of Object.entries(rows)) {
    const kind = columns.find(({ name }) => name === column)?.type.kind;
    if (kind !== 'string')
      return { expected: 'a condition on a column of text', got: `${quote(column)}, ${kind ?? 'which is not there'}` };
    const bad = values.find((value) => value === '' || value.includes(',') || value.length > longest);
    // No text means any value, a comma makes two values, and what is longer is cut: each would show other rows than meant.
    if (bad !== undefined) return { expected: `values of 1 to ${longest} characters without a comma`, got: quote(bad) };
  }
  if (rules > mostRules) return { expected: `at most ${mostRules} combinations of values`, got: 'more' };
  return undefined;
}
