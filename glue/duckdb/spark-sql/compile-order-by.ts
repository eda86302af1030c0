import { compileExpression } from './compile-expression.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import type { SortItem } from './syntax-tree.ts';
import type { Typed } from './typed.ts';

/** ` ORDER BY …`, or nothing; a plain number means the output of that place. */
export function compileOrderBy(items: readonly SortItem[], outputs: readonly Typed[], scope: Scope): string {
  const parts = items.map((item) => {
    const { expression } = item;
    if (expression.kind === 'column' && expression.path.join('.').toLowerCase() === 'all') {
      report(scope, problems.construct(expression.at, 'ORDER BY ALL', 'name the columns'));
      return '';
    }
    if (expression.kind === 'number' && /^-?\d+$/.test(expression.text)) {
      const output = outputs[Number(expression.text) - 1];
      if (output === undefined)
        report(
          scope,
          problems.column(expression.at, expression.text, `a place from 1 to ${outputs.length}`, 'name the column'),
        );
      return direction(output?.sql ?? 'NULL', item);
    }
    const value = compileExpression(expression, scope);
    if (scope.groups !== undefined)
      for (const loose of value.loose)
        report(
          scope,
          problems.grouping(
            loose.at,
            loose.name,
            'a column of the output, or one that is grouped',
            'one that is neither',
            'give what you mean an alias in SELECT',
          ),
        );
    const refused = ['struct', 'interval'].includes(value.type.kind);
    if (refused)
      report(
        scope,
        problems.type(value.at, 'ORDER BY', 'a value that has an order', value.type.kind, 'order by its fields'),
      );
    return direction(value.sql, item);
  });
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}

/** DuckDB's own defaults are never relied on. A bare number would mean a place, so it is set in a cast. */
function direction(sql: string, item: SortItem): string {
  const value = /^(\d+|NULL|'.*'|true|false)$/.test(sql) ? `CAST(${sql} AS VARCHAR)` : sql;
  return `${value} ${item.descending ? 'DESC' : 'ASC'} NULLS ${item.nullsFirst ? 'FIRST' : 'LAST'}`;
}
