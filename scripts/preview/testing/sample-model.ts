import type { CatalogueModel, DashboardModel, PageModel } from '../model.ts';
import { sampleVisuals } from './sample-visuals.ts';

/** A dashboard with every kind of visual, state, control and note; its second sheet holds text alone. */
export const sampleDashboard: DashboardModel = {
  id: 'sample',
  title: 'Everything at once',
  theme: undefined,
  controlValues: {
    region: { kind: 'list', values: [] },
    category: { kind: 'list', values: ['Furniture'] },
    level: { kind: 'list', values: ['ERROR', 'WARN'] },
    item: { kind: 'list', values: ['lamp'] },
    least: { kind: 'list', values: ['20'] },
    between: { kind: 'range', from: '10', to: '80' },
    since: { kind: 'list', values: ['2026-01-15T00:00:00.000Z'] },
    period: { kind: 'range', from: '2026-01-01', to: '2026-03-31' },
  },
  notDrawn: [
    {
      path: 'Sheets[0].Visuals[16].SankeyDiagramVisual',
      name: 'Sankey diagram "Flows"',
      reason: 'the page has no drawing for flows',
    },
  ],
  findings: [
    {
      code: 'column-missing',
      severity: 'error',
      place: { file: 'dashboards/sample/definition.json', line: 12, column: 9 },
      subject: 'margin',
      expected: 'a column of sales_daily',
      got: '"margin"',
      fix: 'name one of its columns',
    },
    {
      code: 'element-unplaced',
      severity: 'warn',
      place: { file: 'dashboards/sample/definition.json', line: 34, column: 25 },
      subject: 'Sheets[0].Visuals[3].BarChartVisual.VisualId',
      expected: "a place in the sheet's layout",
      got: '"<b>bold</b>" in none',
      fix: 'add an element with this ElementId, or take it off the sheet; nobody sees it',
    },
  ],
  staleTables: ['pipeline_files'],
  sheets: [
    {
      id: 'overview',
      title: 'Overview',
      description: 'Every kind of visual that the page draws, and what it says when it can’t.',
      controls: [
        {
          ...blank('region', 'Region', 'dropdown'),
          multiple: true,
          options: ['East', 'North', 'South', 'West'],
          total: 4,
        },
        {
          ...blank('category', 'Category', 'dropdown'),
          options: ['Electronics', 'Furniture', 'Office supplies'],
          total: 3,
        },
        { ...blank('level', 'Level', 'list'), multiple: true, options: ['DEBUG', 'ERROR', 'INFO', 'WARN'], total: 4 },
        blank('item', 'Item holds', 'text'),
        { ...blank('least', 'Least quantity', 'slider'), minimum: '0', maximum: '100', step: 5 },
        { ...blank('between', 'Temperature (°C)', 'slider'), minimum: '0', maximum: '100', step: 1 },
        { ...blank('since', 'Since', 'date'), minimum: '2026-01-01', maximum: '2026-12-31' },
        { ...blank('period', 'Period', 'date-range'), minimum: '2026-01-01', maximum: '2026-12-31' },
      ],
      elements: [
        {
          kind: 'text',
          id: 'intro',
          place: { column: 0, row: 0, columnSpan: 36, rowSpan: 3 },
          paragraphs: [
            { style: 'heading-2', align: 'left', runs: [{ text: 'How the quarter went' }] },
            {
              style: 'body',
              align: 'left',
              runs: [
                { text: 'Revenue grew in ' },
                { text: 'every region', bold: true },
                { text: '; the ' },
                { text: 'method', href: 'https://example.org/method' },
                { text: ' is ' },
                { text: 'explained', italic: true, color: '#c0392b' },
                { text: '. <img src=x onerror=alert(1)></script>' },
              ],
            },
          ],
        },
        ...sampleVisuals.map(({ place, visual }) => ({ kind: 'visual' as const, place, visual })),
      ],
    },
    {
      id: 'notes',
      title: 'Notes',
      description: undefined,
      controls: [],
      elements: [
        {
          kind: 'text',
          id: 'text',
          place: { column: 0, row: 0, columnSpan: 18, rowSpan: 6 },
          paragraphs: [
            { style: 'heading-1', align: 'center', runs: [{ text: 'Notes' }] },
            { style: 'bullet', align: 'left', runs: [{ text: 'First' }] },
            { style: 'bullet', align: 'left', runs: [{ text: 'Second' }] },
          ],
        },
      ],
    },
  ],
};

function blank(id: string, title: string, kind: DashboardModel['sheets'][number]['controls'][number]['kind']) {
  return {
    id,
    title,
    kind,
    multiple: false,
    options: [],
    total: 0,
    minimum: undefined,
    maximum: undefined,
    step: undefined,
  };
}

const column = (name: string, type: string, unit?: string) => ({
  name,
  type,
  description: `What ${name} means`,
  unit,
  sensitive: undefined,
});

/** A small lake. */
export const sampleCatalogue: CatalogueModel = {
  datasets: ['movies', 'sales_records', 'items', 'regions', 'user_logs', 'app_events', '_runs', '_rejects'].map(
    (name, at) => ({
      name,
      title: name.replaceAll('_', ' '),
      description: `Rows of ${name}, as they come every day.`,
      owner: 'sales-analytics',
      licence: 'CC0-1.0',
      source: 'repository',
      freshness: 'P1D',
      columns: [column('id', 'string'), column('amount', 'decimal(12,2)', 'USD')],
      files: [
        {
          file: `${name}/2026-01.csv`,
          status: at === 1 ? 'failed' : 'clean',
          stale: at === 1,
          rowsIn: 3201,
          rowsClean: 3180,
          rowsQuarantined: 21,
        },
      ],
      rowsIn: 3201,
      rowsClean: 3180,
      rowsQuarantined: 21,
      reasons: [
        { code: 'number-format', column: 'amount', rows: 20 },
        { code: 'duplicate-key', column: undefined, rows: 1 },
      ],
      readBy: ['sales_daily'],
    }),
  ),
  tables: [
    ['sales_daily', ['sales_records', 'items', 'regions']],
    ['sales_monthly', ['sales_daily']],
    ['movies_by_genre_year', ['movies']],
    ['user_activity_daily', ['user_logs']],
    ['error_events', ['app_events']],
    ['pipeline_files', ['_runs']],
  ].map(([name, reads], at) => ({
    name: String(name),
    title: String(name).replaceAll('_', ' '),
    description: 'One row for each day, region and category.',
    owner: 'sales-analytics',
    columns: [column('day', 'date'), column('revenue_usd', 'decimal(14,2)', 'USD')],
    key: ['day'],
    partitions: ['year', 'month'],
    reads: Array.isArray(reads) ? reads : [],
    readBy: ['Everything at once / Overview / Revenue'],
    rows: at === 5 ? undefined : 12345,
    bytes: at === 5 ? undefined : 456789,
    status: at === 5 ? 'failed' : at === 1 ? 'stale' : 'built',
    quality: [
      { rule: 'IsPrimaryKey "day"', severity: 'fail', passed: true, message: '12345 distinct' },
      { rule: 'Completeness "revenue_usd" > 0.99', severity: 'warn', passed: false, message: '0.97' },
    ],
  })),
  dashboards: [
    {
      id: 'sample',
      title: 'Everything at once',
      visuals: [
        { sheet: 'Overview', visual: 'Revenue', tables: ['sales_daily'] },
        { sheet: 'Overview', visual: 'Growth', tables: ['sales_monthly'] },
        { sheet: 'Overview', visual: 'Movies per genre', tables: ['movies_by_genre_year'] },
      ],
    },
    {
      id: 'operations',
      title: 'Operations',
      visuals: [{ sheet: 'Files', visual: 'Files', tables: ['pipeline_files', 'error_events'] }],
    },
  ],
};

export const sampleModel: PageModel = {
  title: 'Sluice',
  dashboards: [
    sampleDashboard,
    {
      ...sampleDashboard,
      id: 'operations',
      title: 'Operations',
      sheets: [],
      notDrawn: [],
      findings: [],
      staleTables: [],
    },
  ],
  catalogue: sampleCatalogue,
  mode: 'file',
};
