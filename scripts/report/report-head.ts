import type { ChangedFolder, Changes } from '../changes/changes.ts';
import type { Infrastructure } from '../deploy/infra-plan.ts';
import type { BuildResult } from '../lake/build-result.ts';
import type { DashboardModel, PageModel } from '../preview/model.ts';
import type { CheckedSchemaChanges } from '../schema-changes/check-schema-changes.ts';
import { reachOf, schemaChangeCodes, subjectOf } from '../schema-changes/findings.ts';
import { sumRows } from './count-rows.ts';
import { judgeReport } from './judge-report.ts';
import { findingsIn, pickFindings, withoutRepeats } from './pick-findings.ts';
import type {
  DashboardReport,
  DatasetReport,
  ReportModel,
  SchemaChangeReport,
  StaleTable,
  Touched,
} from './report-model.ts';
import { reproduceCommands } from './reproduce-commands.ts';

export interface Measured {
  readonly changes: Changes;
  readonly built: BuildResult;
  readonly checked: CheckedSchemaChanges;
  readonly datasets: readonly DatasetReport[];
  readonly page: PageModel;
  readonly drafts: ReportModel['drafts'];
  readonly options: { readonly infrastructure: Infrastructure | undefined };
}

/** The report of what was measured. Pure. */
export function reportModel({ changes, built, checked, datasets, page, drafts, options }: Measured): ReportModel {
  const { base, touched, kinds } = changes;
  const ofChange = new Set<string>(schemaChangeCodes);
  const findings = withoutRepeats(checked.findings).filter(({ code }) => !ofChange.has(code));
  const tables = touchedOf(changes.tables, touched.tables);
  const dashboards = touchedOf(changes.dashboards, touched.dashboards);
  const folders = [
    ...datasets.map(({ name }) => `datasets/${name}`),
    ...[...tables.changed, ...tables.removed, ...tables.downstream].map((name) => `glue/tables/${name}`),
    ...[...dashboards.changed, ...dashboards.removed, ...dashboards.downstream].map((name) => `dashboards/${name}`),
  ];
  const here = new Set(folders.flatMap((folder) => findingsIn(folder, findings)));
  const elsewhere = findings.filter((finding) => !here.has(finding));
  const infrastructure = options.infrastructure ?? (kinds.infra ? ('not-compared' as const) : undefined);
  const facts = {
    datasets,
    drafts,
    schemaChanges: reportSchemaChanges(checked),
    staleTables: reportTables(built, touched.tables),
    tableFindings: pickFindings(findingsIn('glue/tables', [...here])),
    dashboards: reportDashboards(page.dashboards, changes, findings),
    infrastructure,
    elsewhere: pickFindings(elsewhere),
  };
  const bases = datasets.flatMap((one) => one.base ?? []);
  const groups = [
    ...datasets.map((one) => one.findings),
    facts.tableFindings,
    ...facts.dashboards.map((one) => one.findings),
  ];
  const refused = facts.schemaChanges.filter((one) => one.refused).length;
  const errors = groups.reduce((sum, one) => sum + one.errors, refused);
  const total = groups.reduce((sum, one) => sum + one.total, facts.schemaChanges.filter(isBreaking).length);
  const scoreboard = {
    files: datasets.reduce((sum, { files }) => addFiles(sum, files), { added: 0, changed: 0, removed: 0 }),
    rows: {
      head: sumRows(datasets.map(({ head }) => head)),
      base: bases.length === datasets.length ? sumRows(bases) : undefined,
    },
    tables,
    dashboards,
    findings: { errors, warnings: total - errors },
  };
  const verdict = judgeReport({ ...facts, scoreboard });
  return { format: 1, base, verdict, scoreboard, ...facts, commands: reproduceCommands(base, datasets, dashboards) };
}

const isBreaking = (change: SchemaChangeReport): boolean => change.class === 'breaking' || change.refused;

function addFiles(sum: DatasetReport['files'], { added, changed, removed }: DatasetReport['files']) {
  return { added: sum.added + added, changed: sum.changed + changed, removed: sum.removed + removed };
}

function touchedOf(changed: readonly ChangedFolder[], touched: readonly string[]): Touched {
  const own = changed.map(({ name }) => name);
  const removed = changed.filter(({ status }) => status === 'removed').map(({ name }) => name);
  return {
    changed: own.filter((name) => !removed.includes(name)),
    removed,
    downstream: touched.filter((name) => !own.includes(name)),
  };
}

function reportSchemaChanges({ changes, findings }: CheckedSchemaChanges): SchemaChangeReport[] {
  const refusals = findings.filter(({ code }) => code === 'contract-in-use' || code === 'removed-in-use');
  return changes
    .map((change): SchemaChangeReport => {
      const subject = subjectOf(change);
      const refused = refusals.some((finding) => finding.subject === subject);
      return {
        class: change.class,
        subject,
        what: change.what,
        reaches: reachOf(change),
        place: change.place,
        refused,
      };
    })
    .sort(
      (one, other) =>
        Number(other.refused) - Number(one.refused) || Number(isBreaking(other)) - Number(isBreaking(one)),
    );
}

function reportTables({ tables }: BuildResult, touched: readonly string[]): StaleTable[] {
  return tables
    .filter(({ status, stale }) => stale || status === 'stale' || status === 'missing')
    .map(({ table: name, status }): StaleTable => {
      const failed = status === 'stale' || status === 'missing';
      return {
        name,
        status: status === 'missing' ? 'missing' : 'stale',
        inherited: !failed,
        touched: touched.includes(name),
      };
    })
    .sort((one, other) => Number(other.touched) - Number(one.touched) || (one.name < other.name ? -1 : 1));
}

function reportDashboards(
  drawn: readonly DashboardModel[],
  { touched, dashboards }: Changes,
  findings: ReportModel['elsewhere']['samples'],
): DashboardReport[] {
  const undrawn = dashboards
    .filter(({ name, status }) => status !== 'removed' && !drawn.some(({ id }) => id === name))
    .map(({ name: id }): DashboardReport => {
      const found = pickFindings(findingsIn(`dashboards/${id}`, findings));
      return { id, title: id, changed: true, drawn: false, findings: found, notShown: [], staleTables: [] };
    });
  return drawn
    .filter(({ id }) => touched.dashboards.includes(id))
    .map((dashboard): DashboardReport => {
      const { id, title, staleTables } = dashboard;
      const changed = dashboards.some(({ name }) => name === id);
      return {
        id,
        title,
        changed,
        drawn: true,
        findings: pickFindings(findingsIn(`dashboards/${id}`, findings)),
        notShown: notShown(dashboard),
        staleTables,
      };
    })
    .concat(undrawn)
    .filter((one) => one.findings.total + one.notShown.length + one.staleTables.length > 0)
    .sort((one, other) => other.findings.errors - one.findings.errors || (one.id < other.id ? -1 : 1));
}

/** Visuals that could not be computed, by title, and what the page has no drawing for. */
function notShown({ sheets, notDrawn }: DashboardModel): string[] {
  const failed = sheets.flatMap(({ elements }) =>
    elements.flatMap((item) =>
      item.kind === 'visual' && item.visual.error !== undefined ? [item.visual.title ?? item.visual.id] : [],
    ),
  );
  const named = notDrawn.map(({ name }) => name);
  return [...failed.filter((title) => !named.some((name) => name.includes(title))), ...named];
}
