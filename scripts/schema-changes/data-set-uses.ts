import type { DataSet } from '../dashboards/dashboard.ts';
import { formatJsonPath } from '../dashboards/json/json-path.ts';
import { fieldsIn } from '../formula/fields-in.ts';
import { parseExpression } from '../formula/parse-expression.ts';
import type { NamedUse } from './dashboard-use.ts';

/** Names in an expression, as the data set calls them; none where it can't be read. */
export function namesIn(text: string, { aliases }: Pick<DataSet, 'aliases'>): string[] {
  const parsed = parseExpression(text);
  const names = 'ast' in parsed ? fieldsIn(parsed.ast).map(({ name }) => name) : [];
  return names.map((name) => aliases.get(name) ?? name);
}

/**
 * What a data set itself reads of its table, whether or not a visual does: columns with a role, conditions on rows, and in a data set as
 * QuickSight exports it every input column: it may rename them, and can't be refreshed without one.
 */
export function dataSetUses(dataSet: DataSet): NamedUse[] {
  const { identifier, roles, conditions, exported, placeOf } = dataSet;
  const use = (field: string, path: readonly (string | number)[]): NamedUse => ({
    ...{ what: 'data set', name: identifier, field, place: placeOf(path), path: formatJsonPath(path) },
  });
  const conditioned = conditions.flatMap(({ expression, expressionPath: path }) =>
    namesIn(expression, dataSet).map((name) => use(name, path)),
  );
  const inputs = Object.values(exported?.PhysicalTableMap ?? {}).flatMap((physical) =>
    (physical.RelationalTable?.InputColumns ?? physical.CustomSql?.Columns ?? []).flatMap(({ Name: name }) =>
      name === undefined ? [] : [use(name, ['PhysicalTableMap'])],
    ),
  );
  return [...[...roles.keys()].map((name) => use(name, ['columns', name])), ...conditioned, ...inputs];
}
