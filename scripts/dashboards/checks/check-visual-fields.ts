import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { fieldMissing } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { type FieldReference, fieldsOfVisuals } from './visual-fields.ts';

/**
 * Every FieldId that a visual speaks of (sorts, totals, conditional formats, options, actions) is one of its field wells. QuickSight
 * refuses sorts, totals and conditional formats of fields that are gone, and passes over leftovers elsewhere.
 */
export function checkVisualFields(dashboard: Dashboard): DashboardFinding[] {
  const { index } = dashboard;
  return [...fieldsOfVisuals(dashboard).values()].flatMap(({ ids, references }) =>
    references
      .filter(({ id, path }) => !ids.has(id) && !index.hasLost([...path.slice(0, 5), 'ChartConfiguration'], 6))
      .map((reference) => {
        const { id, path } = reference;
        const severity = isRefused(reference) ? 'error' : 'warn';
        return fieldMissing(
          dashboard.placeOf(path),
          formatJsonPath(path),
          id,
          nearestName(id, ids),
          [...ids],
          severity,
        );
      }),
  );
}

function isRefused({ path, structure }: FieldReference): boolean {
  const within = path.some((step) => step === 'SortConfiguration' || step === 'ConditionalFormatting');
  return (within && structure !== 'DataPathValue') || path.includes('TotalOptions');
}
