import type { Finding, Place } from '../../lambda/schema/finding.ts';
import { formatPlace, quote } from '../../lambda/schema/finding.ts';
import type { DashboardUse } from './dashboard-use.ts';
import type { TracedChange } from './schema-change.ts';

/** What can be wrong with a change of a schema or of an output contract. */
export const schemaChangeCodes = ['breaking-change', 'contract-in-use', 'removed-in-use'] as const;
export type SchemaChangeCode = (typeof schemaChangeCodes)[number];
export type SchemaChangeFinding = Finding<SchemaChangeCode>;

const expandFirst =
  'expand first: keep it, add the new one beside it and move the dashboards over; take it out in a later pull request, once that is merged';

export const findings = {
  breakingChange: (change: TracedChange): SchemaChangeFinding => ({
    code: 'breaking-change',
    severity: 'warn',
    place: change.place,
    subject: subjectOf(change),
    expected: 'a change that breaks nothing',
    got: `${change.what}; it reaches ${reachOf(change)}`,
    fix: 'make sure that it is meant, and that what it reaches is changed with it',
  }),
  /** @param what happened to it: `removed`, `string became bigint` */
  contractInUse: (place: Place, subject: string, what: string, uses: readonly DashboardUse[]): SchemaChangeFinding => ({
    code: 'contract-in-use',
    severity: 'error',
    place,
    subject,
    expected: 'what a dashboard of the base commit reads to stay as it is',
    got: `${what}, while it is read by ${describeUses(uses)}`,
    fix: expandFirst,
  }),
  /** @param kind `dataset` or `table`; @param readers tables and dashboards of the head */
  removedInUse: (place: Place, kind: string, name: string, readers: readonly string[]): SchemaChangeFinding => ({
    code: 'removed-in-use',
    severity: 'error',
    place,
    subject: name,
    expected: `a ${kind} that ${readers.join(', ')} read${readers.length === 1 ? 's' : ''}`,
    got: 'none any more: this change removes it',
    fix: 'keep it, or change what reads it first',
  }),
};

export function subjectOf({ name, column }: Pick<TracedChange, 'name' | 'column'>): string {
  return column === undefined ? name : `${name}.${column}`;
}

/** `sales_daily (region, region_name) and sales_monthly; dashboards/sales: visual "Revenue" (dashboards/sales/definition.json:12:3)`. */
export function reachOf({ tables, uses, of, name }: Pick<TracedChange, 'tables' | 'uses' | 'of' | 'name'>): string {
  const below = tables.filter(({ table, columns }) => !(of === 'table' && table === name) && columns.length > 0);
  const parts = below.map(({ table, columns }) => (columns === 'all' ? table : `${table} (${columns.join(', ')})`));
  if (uses.length > 0) parts.push(describeUses(uses));
  return parts.join(', ') || 'nothing that reads it';
}

/** Some of the uses by name and place, and how many more there are. */
export function describeUses(uses: readonly DashboardUse[], most = 3): string {
  const once = [...new Map(uses.map((use) => [`${use.dashboard}\0${use.what}\0${use.name}`, use])).values()];
  // Visuals are what people know.
  const shown = once.toSorted((a, b) => Number(b.what === 'visual') - Number(a.what === 'visual')).slice(0, most);
  const words = shown.map(({ what, name, place }) => `${what} ${quote(name)} (${formatPlace(place)})`);
  const left = once.length - shown.length;
  return words.join(', ') + (left > 0 ? ` and ${left} more` : '');
}
