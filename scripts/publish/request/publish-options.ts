import type { DashboardPublishOptions } from '@aws-sdk/client-quicksight';
import { contentHash } from './content-hash.ts';

/**
 * What an option is when nobody says it, as far as AWS does: QuickSight may give these back unasked.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CreateDashboard.html
 */
const defaults = {
  AdHocFilteringOption: { AvailabilityStatus: 'ENABLED' },
  ExportToCSVOption: { AvailabilityStatus: 'ENABLED' },
  SheetControlsOption: { VisibilityState: 'COLLAPSED' },
  QuickSuiteActionsOption: { AvailabilityStatus: 'DISABLED' },
  ExecutiveSummaryOption: { AvailabilityStatus: 'ENABLED' },
  DataStoriesSharingOption: { AvailabilityStatus: 'ENABLED' },
} as const satisfies DashboardPublishOptions;

const isDefault = (name: string, option: unknown): boolean =>
  Object.entries(defaults).some(([known, value]) => known === name && contentHash(option) === contentHash(value));

/** The options that say something: neither absent nor a default. Sorted by name, so that the same ones are the same text. @returns undefined for none */
export function publishOptions(given: DashboardPublishOptions | undefined): DashboardPublishOptions | undefined {
  const said = Object.entries(given ?? {})
    .filter(([name, option]) => option !== undefined && option !== null && !isDefault(name, option))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** Names of options that differ between two dashboards, defaults counted as absent. */
export function optionDifferences(
  live: DashboardPublishOptions | undefined,
  wanted: DashboardPublishOptions | undefined,
): string[] {
  const [before, after] = [live, wanted].map(
    (one) => new Map<string, unknown>(Object.entries(publishOptions(one) ?? {})),
  );
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...names]
    .filter((name) => contentHash([before?.get(name) ?? null]) !== contentHash([after?.get(name) ?? null]))
    .sort()
    .map((name) => `~ publish option ${name}`);
}
