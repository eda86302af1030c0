import type { TableProfile } from '../profile/profile.ts';
import { columnRole } from '../roles/column-role.ts';
import { measureOf } from '../roles/measure.ts';
import { calculatedOf } from './calculated-of.ts';
import { chooseCategories, type RoledColumn } from './choose-categories.ts';
import { chooseCharts } from './choose-charts.ts';
import { chooseFigures } from './choose-figures.ts';
import { chooseFilters } from './choose-filters.ts';
import { chooseRowColumns } from './choose-row-columns.ts';
import { countOfRows, isEntity, isPanel, rowNoun } from './count-of-rows.ts';
import type { DraftTable } from './draft-table.ts';
import { geographicRoles } from './geographic-roles.ts';
import type { PlannedRow, SheetPlan } from './plan.ts';
import { remarksOn } from './remarks-on.ts';
import type { Subject } from './subject.ts';
import { timeAxis } from './time-axis.ts';

/** Decides what a sheet shows of a table. Pure. @param now what is later leads no figure */
export function planSheet(table: DraftTable, now: Date): SheetPlan {
  const subject = subjectOf(table, now);
  const figures = chooseFigures(subject);
  const charts = chooseCharts(subject);
  const rowColumns = chooseRowColumns(subject);
  const rows: PlannedRow[] = [
    ...(figures.length === 0 ? [] : [figureRow(figures)]),
    ...charts,
    ...(rowColumns === undefined ? [] : [{ height: 15, visuals: [{ visual: rowColumns, columns: 36 }] }]),
  ];
  return {
    table: table.name,
    title: table.contract.title,
    description: table.contract.description,
    rows,
    filters: chooseFilters(subject),
    roles: geographicRoles(subject),
    calculated: calculatedOf(rows),
    remarks: remarksOn(subject),
  };
}

function figureRow(figures: ReturnType<typeof chooseFigures>): PlannedRow {
  const hasTrend = figures.some((figure) => figure.kind === 'kpi' && figure.trend !== undefined);
  const columns = 36 / figures.length;
  return { height: hasTrend ? 8 : 5, visuals: figures.map((visual) => ({ visual, columns })) };
}

function subjectOf({ name, contract, profile, restricted }: DraftTable, now: Date): Subject {
  const columns: readonly RoledColumn[] = contract.columns
    .filter((column) => !restricted.has(column.name))
    .map((column) => ({ column, role: columnRole(column, profile) }));
  const numbers = columns.filter(({ role }) => role === 'measure').map(({ column }) => column);
  const key = new Set(contract.key);
  const snapshots = columns.some(({ column, role }) => (role === 'time' || role === 'year') && key.has(column.name));
  const measures = numbers
    .map((column) => measureOf(column, profile, numbers, snapshots))
    .sort((a, b) => b.score - a.score);
  const time = chooseTime(columns, profile);
  const count = countOfRows(contract, columns, profile);
  const entity = isEntity(contract, columns, profile);
  const [first] = measures;
  const panel = isPanel(contract, columns, profile, time);
  const leads = first !== undefined && first.score >= (entity && !panel ? 3.5 : 0);
  // Where every row is another, counting them by it says 1 of each.
  const repeats = ({ column }: RoledColumn) => (profile.columns.get(column.name)?.distinct ?? 0) < profile.rows;
  const groupable = columns
    .filter(({ role }) => time === undefined || role !== 'date-part')
    .filter((each) => leads || profile.rows === 0 || repeats(each));
  return {
    name,
    contract,
    profile,
    restricted,
    columns,
    measures,
    primary: leads ? first : count,
    count,
    entity,
    panel: panel && leads,
    noun: rowNoun(contract.title),
    categories: chooseCategories(groupable, profile),
    time: time === undefined ? undefined : timeAxis(time, profile.columns.get(time.name)?.times, now),
    now,
    year: columns.find(({ role }) => role === 'year')?.column,
  };
}

/** Of several times the first that few rows lack and that is no mark of the lake's own work. */
function chooseTime(columns: readonly RoledColumn[], profile: TableProfile) {
  const times = columns.filter(({ role }) => role === 'time').map(({ column }) => column);
  const isFull = (name: string) => (profile.columns.get(name)?.nulls ?? 0) <= profile.rows / 2;
  const isOwn = (name: string) => !/updated|loaded|ingested|modified|inserted|deleted/.test(name);
  return times.find(({ name }) => isFull(name) && isOwn(name)) ?? times.find(({ name }) => isFull(name)) ?? times[0];
}
