import { losesData } from '../deploy/infra-plan.ts';
import type { ReportModel, Verdict } from './report-model.ts';

type Judged = Omit<ReportModel, 'format' | 'base' | 'verdict' | 'commands'>;

/** Causes that are named: a line is read, a paragraph is not. */
const mostNamed = 4;

/** The report in one line: how bad it is, and the worst of why. */
export function judgeReport(report: Judged): Verdict {
  const { datasets, schemaChanges, staleTables, dashboards, infrastructure, scoreboard } = report;
  const stacks = typeof infrastructure === 'object' ? infrastructure.stacks : [];
  const touched = staleTables.filter((one) => one.touched);
  const broken = dashboards.filter(({ findings }) => findings.errors > 0).length;
  const errors = [
    some(
      schemaChanges.filter(({ refused }) => refused).length,
      'change breaks what people look at',
      'changes break what people look at',
    ),
    missingSchemas(report),
    some(
      datasets.reduce((sum, { failedFiles }) => sum + failedFiles, 0),
      'file refused',
      'files refused',
    ),
    some(touched.filter(({ inherited }) => !inherited).length, 'table not built', 'tables not built'),
    some(broken, 'dashboard with errors', 'dashboards with errors'),
  ].filter((part) => part !== '');
  const concerns = [
    some(
      stacks.flatMap(({ changes }) => changes.filter(losesData)).length,
      'resource with data destroyed or replaced',
      'resources with data destroyed or replaced',
    ),
    some(scoreboard.dashboards.removed.length, 'dashboard removed', 'dashboards removed'),
    some(scoreboard.tables.removed.length, 'table removed', 'tables removed'),
    some(datasets.filter(({ status }) => status === 'removed').length, 'dataset removed', 'datasets removed'),
    some(stacks.flatMap(({ opens }) => opens).length, 'permission widened', 'permissions widened'),
    some(
      schemaChanges.filter((one) => one.class === 'breaking' && !one.refused).length,
      'breaking change',
      'breaking changes',
    ),
    some(touched.filter(({ inherited }) => inherited).length, 'table stale', 'tables stale'),
    moreQuarantined(scoreboard.rows),
  ].filter((part) => part !== '');
  const unknown = infrastructure === 'not-compared' ? ['infrastructure changes were not compared'] : [];
  const { errors: wrong, warnings } = scoreboard.findings;
  if (wrong > 0 || errors.length > 0) {
    return {
      level: 'failed',
      text: [...(errors.length > 0 ? errors : [some(wrong, 'error', 'errors')]), ...concerns, ...unknown]
        .slice(0, mostNamed)
        .join(', '),
    };
  }
  const named = concerns.length === 0 && warnings > 0 ? [some(warnings, 'warning', 'warnings')] : concerns;
  const seen = [...named, ...unknown];
  if (seen.length > 0) return { level: 'attention', text: seen.slice(0, mostNamed).join(', ') };
  return { level: 'fine', text: 'nothing wrong found' };
}

/** Of some folders there is no draft: what is in them is no table. */
function missingSchemas({ datasets, drafts }: Judged): string {
  const open = datasets.filter(({ findings }) =>
    findings.samples.some(({ code }) => code === 'dataset-without-schema'),
  );
  const missing = Math.max(open.length, drafts.length);
  const below = drafts.length === 0 ? '' : ` (${some(drafts.length, 'draft is', 'drafts are')} below)`;
  return missing === 0 ? '' : `${some(missing, 'schema', 'schemas')} missing${below}`;
}

function moreQuarantined({ head, base }: ReportModel['scoreboard']['rows']): string {
  const more = head.rowsQuarantined - (base?.rowsQuarantined ?? head.rowsQuarantined);
  return some(more, 'row more in quarantine', 'rows more in quarantine');
}

function some(many: number, one: string, several: string): string {
  return many <= 0 ? '' : `${many.toLocaleString('en-US')} ${many === 1 ? one : several}`;
}
