import { colour } from '../cli/colour.ts';
import type { Effects } from '../cli/effects.ts';
import { printFindings } from '../cli/print-findings.ts';
import { printable } from '../cli/printable.ts';
import type { TableReport, VerifyReport } from './verify.ts';
import type { DashboardReport } from './verify-dashboard.ts';

/** A line a table and a dashboard on stderr, findings on stdout. */
export function printReport({ tables, dashboards, findings, run }: VerifyReport, effects: Effects): void {
  if (run !== undefined) effects.stderr.write(`the last run: ${run}\n`);
  for (const one of tables) effects.stderr.write(`${mark(one, effects)} ${one.table}: ${describeTable(one)}\n`);
  for (const one of dashboards)
    effects.stderr.write(`${mark(one, effects)} ${one.dashboard}: ${describeDashboard(one)}\n`);
  const found = [...findings, ...[...tables, ...dashboards].flatMap((one) => one.findings)];
  printFindings(found, effects, 'stdout');
}

function mark({ findings, refused }: Pick<TableReport, 'findings' | 'refused'>, effects: Effects): string {
  if (refused !== undefined) return colour('red', 'refused', effects);
  return findings.length > 0 ? colour('red', 'wrong  ', effects) : colour('green', 'good   ', effects);
}

function describeTable({ audience, rows, allRows, recorded, columns, refused }: TableReport): string {
  if (audience === undefined) return 'not asked: no audience may read it';
  if (refused !== undefined) return `not asked as ${audience}: ${printable(refused)}`;
  const [seen, all] = columns;
  const counted = allRows ? `${rows ?? 'no'} rows` : `${rows ?? 'no'} of ${recorded ?? '?'} rows`;
  return `${counted}, ${seen === all ? all : `${seen} of ${all}`} columns, as ${audience}`;
}

const describeDashboard = ({ version, refused }: DashboardReport): string =>
  refused === undefined ? `version ${version ?? 'none'}` : `not asked for: ${printable(refused)}`;
