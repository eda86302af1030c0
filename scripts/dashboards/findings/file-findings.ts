import type { Place } from '../../../lambda/schema/finding.ts';
import { type DashboardFinding, error } from './dashboard-finding.ts';

/** @param reason as the system says it: `ENOENT` */
export const fileUnreadable = (place: Place, reason: string): DashboardFinding =>
  error('file-unreadable', place, {
    expected: 'a file that can be read',
    got: reason === 'ENOENT' ? 'no such file' : reason,
    fix: reason === 'ENOENT' ? 'add it; dashboards/README.md says what it holds' : 'make it readable',
  });

/** @param problem what came in place of a bundle */
export const bundleUnreadable = (place: Place, problem: string): DashboardFinding =>
  error('file-unreadable', place, {
    expected: 'an asset bundle (a zip archive of JSON files) with a dashboard or an analysis',
    got: problem,
    fix: 'export it again with the format QUICKSIGHT_JSON, or give the output of aws quicksight describe-dashboard-definition',
  });

export const bundleOfSeveral = (place: Place): DashboardFinding =>
  error('file-unreadable', place, {
    expected: 'the JSON of one definition',
    got: 'an asset bundle, which holds several assets',
    fix: 'unzip it and give one file of its dashboard/ or analysis/; npx sluice validate takes it whole',
  });

/** @param resource where in the template the first definition stands */
export const cloudFormationTemplate = (place: Place, resource: string): DashboardFinding =>
  error('file-unreadable', place, {
    expected: 'the JSON of one definition',
    got: 'a CloudFormation template',
    fix: `give ${resource} as a file of its own, or export with the format QUICKSIGHT_JSON`,
  });

/** @param problem what the parser met */
export const jsonSyntax = (place: Place, problem: string): DashboardFinding =>
  error('json-syntax', place, { expected: 'JSON', got: problem, fix: 'mend the JSON here or just before' });

export const duplicateKey = (place: Place, wording: { subject?: string | undefined; got?: string | undefined }) =>
  error('json-duplicate-key', place, { ...wording, expected: 'each key once', fix: 'keep one of the two' });
