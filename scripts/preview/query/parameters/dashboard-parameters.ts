import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { NotDrawn } from '../../model.ts';
import type { Value } from '../expression/value.ts';
import { rollingDate } from '../filters/time-filter.ts';
import { NotDrawable } from '../not-drawable.ts';
import { QueryScope } from '../plan/query-scope.ts';
import { runQuery } from '../run-context.ts';
import { isoDate } from './iso-date.ts';
import { type Parameter, readParameter } from './parameter.ts';
import { parameterValue } from './parameter-value.ts';

/** Parameters with their values in this run. */
export interface DashboardParameters {
  readonly declared: ReadonlyMap<string, Parameter>;
  /** As text: what a control shows. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly values: ReadonlyMap<string, Value>;
  readonly notDrawn: readonly NotDrawn[];
}

/**
 * Every parameter's value: what a control chose, or its default. A rolling default date is computed from `now`.
 * @param chosen texts by parameter name
 */
export async function dashboardParameters(
  definition: DashboardVersionDefinition,
  chosen: ReadonlyMap<string, readonly string[]>,
  connection: DuckDBConnection,
  clock: { readonly now: string; readonly weekStart: number },
): Promise<DashboardParameters> {
  const declared = new Map<string, Parameter>();
  const texts = new Map<string, readonly string[]>();
  const notDrawn: NotDrawn[] = [];
  for (const [index, declaration] of (definition.ParameterDeclarations ?? []).entries()) {
    const parameter = readParameter(declaration);
    if (parameter === undefined) continue;
    const skip = (reason: string): void => {
      notDrawn.push({ path: `ParameterDeclarations[${index}]`, name: `Parameter "${parameter.name}"`, reason });
    };
    declared.set(parameter.name, parameter);
    if (parameter.dynamic) skip('its default depends on who looks; the static default is used');
    texts.set(parameter.name, chosen.get(parameter.name) ?? (await defaultTexts(parameter, connection, clock, skip)));
  }
  const values = new Map(
    [...declared].map(([name, parameter]) => [name, parameterValue(parameter, texts.get(name) ?? [])]),
  );
  return { declared, texts, values, notDrawn };
}

async function defaultTexts(
  parameter: Parameter,
  connection: DuckDBConnection,
  clock: { readonly now: string; readonly weekStart: number },
  skip: (reason: string) => void,
): Promise<readonly string[]> {
  if (parameter.rolling === undefined) return parameter.defaults;
  const relation = { table: 'none', sql: '', columns: [] };
  const scope = new QueryScope({ relation, calculations: new Map(), parameters: new Map(), ...clock });
  try {
    const sql = rollingDate(parameter.rolling, scope);
    const [row] = await runQuery(connection, `SELECT strftime(CAST(${sql} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ') AS d`);
    const iso = isoDate(row?.['d']);
    return iso === undefined ? [] : [iso];
  } catch (error) {
    if (!(error instanceof NotDrawable)) throw error;
    skip(`its rolling default: ${error.message}`);
    return parameter.defaults;
  }
}
