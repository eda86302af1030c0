import type { DatasetReport, ReportModel, Touched } from './report-model.ts';

/** How to see on a laptop what the report says: commands that can be pasted whatever the names in the repository are. */
export function reproduceCommands(
  { ref, sha }: ReportModel['base'],
  datasets: readonly DatasetReport[],
  dashboards: Touched,
): ReportModel['commands'] {
  const base = /^[\w][\w./-]*$/.test(ref) ? ref : sha;
  const worst = datasets.find(({ head, name }) => head.rowsQuarantined > 0 && /^\w+$/.test(name));
  const drawn = dashboards.changed.length + dashboards.downstream.length > 0;
  return [
    { command: `npx sluice validate --base ${base}`, what: 'every finding of what changed' },
    ...(worst === undefined
      ? []
      : [{ command: `npx sluice rejects ${worst.name}`, what: 'the rows in quarantine, to be mended' }]),
    ...(drawn ? [{ command: 'npm start', what: 'the dashboards, with controls that work' }] : []),
    { command: `npx sluice report --base ${base}`, what: 'this report' },
  ];
}
