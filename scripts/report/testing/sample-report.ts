import type { Findings, ReportModel } from '../report-model.ts';

const some = (file: string, severity: 'error' | 'warn' = 'warn', total = 1): Findings => ({
  total,
  errors: severity === 'error' ? 1 : 0,
  samples: [
    {
      code: 'integer-format',
      severity,
      place: { file, line: 14, column: 3 },
      subject: 'quantity',
      expected: 'a whole number',
      got: '"many"',
      fix: 'write digits only',
      rows: 12,
    },
  ],
});

const counts = (rowsClean: number, rowsQuarantined: number) => ({
  rowsIn: rowsClean + rowsQuarantined,
  rowsClean,
  rowsQuarantined,
});

/** A report in which everything that it can say is said once. */
export const sampleReport: ReportModel = {
  format: 1,
  base: { ref: 'main', sha: '0123456789abcdef0123456789abcdef01234567' },
  verdict: { level: 'failed', text: '1 change breaks what people look at, 1 file refused, 1 table not built' },
  scoreboard: {
    files: { added: 1, changed: 1, removed: 0 },
    rows: { head: counts(1290, 12), base: counts(1000, 2) },
    tables: { changed: ['sales_daily'], removed: ['sales_hourly'], downstream: ['sales_monthly'] },
    dashboards: { changed: ['sales'], removed: ['returns', 'margins'], downstream: ['operations'] },
    findings: { errors: 4, warnings: 13 },
  },
  datasets: [
    {
      name: 'orders',
      status: 'changed',
      schemaChanged: true,
      files: { added: 1, changed: 1, removed: 0 },
      failedFiles: 1,
      head: counts(1290, 12),
      base: counts(1000, 2),
      findings: some('datasets/orders/2026-11.csv', 'error', 3),
    },
    {
      name: 'items',
      status: 'removed',
      schemaChanged: true,
      files: { added: 0, changed: 0, removed: 1 },
      failedFiles: 0,
      head: counts(0, 0),
      base: undefined,
      findings: { total: 0, errors: 0, samples: [] },
    },
  ],
  drafts: [
    {
      dataset: 'returns',
      text: '{\n  "title": "Returns",\n  "type": "object",\n  "properties": { "reason": { "type": "string", "description": "" } }\n}\n',
      lookAt: ['reason: looks like e-mail addresses'],
    },
  ],
  schemaChanges: [
    {
      class: 'breaking',
      subject: 'orders.region',
      what: 'removed',
      reaches: 'sales_daily (region), visual "By region" (dashboards/sales/definition.json:12:3)',
      place: { file: 'datasets/orders/schema.json', line: 9 },
      refused: true,
    },
    {
      class: 'breaking',
      subject: 'orders.quantity',
      what: 'maximum 100 became 60',
      reaches: 'nothing that reads it',
      place: { file: 'datasets/orders/schema.json', line: 20 },
      refused: false,
    },
    {
      class: 'compatible',
      subject: 'orders.note',
      what: 'added',
      reaches: 'nothing that reads it',
      place: { file: 'datasets/orders/schema.json', line: 30 },
      refused: false,
    },
  ],
  staleTables: [
    { name: 'sales_daily', status: 'missing', inherited: false, touched: true },
    { name: 'sales_monthly', status: 'stale', inherited: true, touched: true },
    { name: 'other', status: 'stale', inherited: false, touched: false },
  ],
  tableFindings: some('glue/tables/sales_daily/transform.sql', 'error'),
  dashboards: [
    {
      id: 'sales',
      title: 'Sales',
      changed: true,
      drawn: true,
      findings: some('dashboards/sales/definition.json', 'error'),
      notShown: ['Revenue by region'],
      staleTables: ['sales_daily'],
    },
  ],
  infrastructure: {
    stacks: [
      {
        name: 'Lake',
        changes: [
          { action: 'replace', type: 'AWS::S3::Bucket', id: 'RawBucket', why: 'its name changes' },
          { action: 'destroy', type: 'AWS::SNS::Topic', id: 'Alarm' },
          { action: 'add', type: 'AWS::Lambda::Function', id: 'Clean' },
        ],
        opens: [{ what: 'CleanRole', text: 's3:* on every bucket is allowed' }],
      },
    ],
  },
  elsewhere: some('dashboards/movies/definition.json', 'error'),
  commands: [{ command: 'npx sluice validate --base main', what: 'every finding of what changed' }],
};
