import type { SheetPlan, VisualPlan } from '../plan/plan.ts';

/** What a sheet shows, to be read in a review: a line a row of the grid, and a line a visual. */
export function outline(plan: SheetPlan): string {
  const lines = plan.rows.flatMap(({ height, visuals }) => [
    `${height} rows`,
    ...visuals.map(({ visual, columns }) => `  ${columns} columns: ${described(visual)}`),
  ]);
  const filters = plan.filters.map((filter) =>
    filter.kind === 'dates'
      ? `dates of ${filter.column}, ${filter.from} to ${filter.to}`
      : `values of ${filter.column} as "${filter.title}"`,
  );
  const roles = [...plan.roles].map(([column, role]) => `${column} is ${role}`);
  const calculated = plan.calculated.map(({ name, expression }) => `${name} = ${expression}`);
  return `${[...filters, ...lines, ...roles, ...calculated, ...plan.remarks.map((remark) => `look: ${remark}`)].join('\n')}\n`;
}

function described(visual: VisualPlan): string {
  const titles = visual.subtitle === undefined ? visual.title : `${visual.title} (${visual.subtitle})`;
  return `${visual.kind} "${titles}" ${detail(visual)}`.trim();
}

function detail(visual: VisualPlan): string {
  if (visual.kind === 'rows') return visual.columns.map(({ column }) => column).join(', ');
  const measure = `${visual.measure.aggregation} ${visual.measure.column} as ${JSON.stringify(visual.measure.format)}`;
  switch (visual.kind) {
    case 'kpi':
      return `${measure}${visual.trend === undefined ? '' : ` each ${visual.trend.period}`}`;
    case 'line':
      return `${measure} along ${visual.axis.column}${visual.colour === undefined ? '' : ` by ${visual.colour.column}`}`;
    case 'bar':
      return `${measure} by ${visual.category.column}${visual.most === undefined ? '' : `, ${visual.most} at most`}`;
    case 'histogram':
      return `${measure} in ${visual.bins.count} steps`;
    case 'map':
      return `${measure} at ${visual.latitude}, ${visual.longitude}`;
  }
}
