import type { DashboardVersionDefinition, Filter, ThemeConfiguration } from '@aws-sdk/client-quicksight';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Finding } from '../../../lambda/schema/finding.ts';
import type { ControlValue, DashboardModel, NotDrawn } from '../model.ts';
import { sheetControls } from './controls/run-controls.ts';
import type { FilterOverrides } from './filters/applied-filter.ts';
import { NotDrawable } from './not-drawable.ts';
import { dashboardParameters } from './parameters/dashboard-parameters.ts';
import type { QuerySource } from './plan/query-scope.ts';
import type { DataSetRelation } from './relation.ts';
import type { RunContext } from './run-context.ts';
import { runSheet } from './run-sheet.ts';
import { themeModel } from './theme-model.ts';
import { visualBody } from './visuals/visual-kinds.ts';

/** What a dashboard is computed from besides its data. */
export interface RunOptions {
  /** The table behind a DataSetIdentifier; undefined: there is none. */
  readonly relationOf: (dataSetIdentifier: string) => DataSetRelation | undefined;
  /** What `now()` and relative dates mean: ISO 8601 UTC. */
  readonly now: string;
  /** By control id; a control that is missing keeps its default. */
  readonly controlValues?: Readonly<Record<string, ControlValue>>;
  /** Most rows that one visual's result holds; 5,000 unless told. */
  readonly rowLimit?: number;
  readonly theme?: ThemeConfiguration;
  readonly findings?: readonly Finding[];
}

const weekDays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/**
 * Computes a dashboard: every visual as one query that DuckDB runs, controls with their choices, and all that is asked for and not drawn.
 * A visual that fails is drawn as failed; the rest is computed.
 * @param dashboard a definition as QuickSight holds it
 * @throws when the connection itself is unusable; never for what stands in a definition
 */
export async function runDashboard(
  connection: DuckDBConnection,
  dashboard: { readonly id: string; readonly title: string; readonly definition: DashboardVersionDefinition },
  options: RunOptions,
): Promise<DashboardModel> {
  const { definition } = dashboard;
  const notDrawn: NotDrawn[] = [];
  const filters = filtersById(definition);
  const filterOf = (id: string): Filter | undefined => filters.get(id);
  const sheets = (definition.Sheets ?? []).map((sheet, index) => {
    const path = `Sheets[${index}]`;
    return { sheet, path, controls: sheetControls(sheet, path, filterOf, notDrawn) };
  });
  const chosen = options.controlValues ?? {};
  const overrides = new Map<string, ControlValue>();
  const parameterTexts = new Map<string, readonly string[]>();
  for (const { control } of sheets.flatMap(({ controls }) => controls)) {
    const value = chosen[control.id];
    if (value === undefined) continue;
    if ('filter' in control.sets) overrides.set(control.sets.filter, value);
    else
      parameterTexts.set(
        control.sets.parameter,
        value.kind === 'list' ? value.values : [value.from, value.to].filter((each) => each !== undefined),
      );
  }
  const clock = {
    now: options.now,
    weekStart: Math.max(0, weekDays.indexOf(definition.Options?.WeekStart ?? 'SUNDAY')),
  };
  const parameters = await dashboardParameters(definition, parameterTexts, connection, clock);
  const context = contextOf(connection, definition, { ...clock, parameters: parameters.values }, overrides, options);
  notDrawn.push(...parameters.notDrawn, ...skippedActions(definition));
  const run = [];
  for (const { sheet, path, controls } of sheets) {
    run.push(await runSheet(sheet, path, { context, parameters, controls, chosen, filterOf }));
  }
  return {
    id: dashboard.id,
    title: dashboard.title,
    sheets: run.map(({ sheet }) => sheet),
    controlValues: Object.assign({}, ...run.map(({ controlValues }) => controlValues)),
    theme: themeModel(options.theme),
    notDrawn: [...notDrawn, ...run.flatMap((each) => each.notDrawn)],
    findings: options.findings ?? [],
    staleTables: staleTables(definition, options),
  };
}

function contextOf(
  connection: DuckDBConnection,
  definition: DashboardVersionDefinition,
  shared: Pick<QuerySource, 'now' | 'weekStart' | 'parameters'>,
  overrides: FilterOverrides,
  options: RunOptions,
): RunContext {
  const sources = new Map<string, QuerySource>();
  const source = (dataSet: string): QuerySource => {
    const known = sources.get(dataSet);
    if (known !== undefined) return known;
    const relation = options.relationOf(dataSet);
    if (relation === undefined) throw new NotDrawable(`data set "${dataSet}" has no table`);
    const calculations = new Map(
      (definition.CalculatedFields ?? []).flatMap((field) =>
        field.DataSetIdentifier === dataSet && field.Name !== undefined && field.Expression !== undefined
          ? [[field.Name, field.Expression] as const]
          : [],
      ),
    );
    const made = { ...shared, relation, calculations };
    sources.set(dataSet, made);
    return made;
  };
  return { connection, definition, overrides, rowLimit: options.rowLimit ?? 5000, source };
}

function filtersById(definition: DashboardVersionDefinition): ReadonlyMap<string, Filter> {
  const filters = (definition.FilterGroups ?? []).flatMap((group) => group.Filters ?? []);
  return new Map(
    filters.flatMap((filter) => {
      const [body] = Object.values(filter).filter((each) => each !== undefined);
      const id: unknown = body?.FilterId;
      return typeof id === 'string' ? [[id, filter] as const] : [];
    }),
  );
}

/** Clicks that filter or navigate are said once, not a visual each. */
function skippedActions(definition: DashboardVersionDefinition): readonly NotDrawn[] {
  const visuals = (definition.Sheets ?? []).flatMap((sheet) => sheet.Visuals ?? []);
  const count = visuals.filter((visual) => (visualBody(visual)?.body.Actions ?? []).length > 0).length;
  if (count === 0) return [];
  return [
    {
      path: 'Sheets',
      name: `Actions of ${count} ${count === 1 ? 'visual' : 'visuals'}`,
      reason: 'a click on a visual does not filter or navigate',
    },
  ];
}

function staleTables(definition: DashboardVersionDefinition, { relationOf }: RunOptions): readonly string[] {
  const relations = (definition.DataSetIdentifierDeclarations ?? []).map((each) => relationOf(each.Identifier ?? ''));
  return [...new Set(relations.flatMap((relation) => (relation?.stale === true ? [relation.table] : [])))];
}
