import { compileExpression } from './compile-expression.ts';
import { report, type Scope } from './context.ts';
import { problems } from './findings.ts';
import { isIntegral, isNumeric, isTemporal, sparkName } from './spark-type.ts';
import type { Bound, Frame, SortItem, Window } from './syntax-tree.ts';
import type { Typed } from './typed.ts';

/** ` OVER (…)` and the expressions in it. @param ordered the function's result depends on the order */
export function compileWindow(
  window: Window,
  name: string,
  ordered: boolean,
  scope: Scope,
): { sql: string; parts: readonly Typed[] } | undefined {
  const meant = window.name === undefined ? window : scope.windows.get(window.name.toLowerCase());
  if (meant === undefined) {
    report(
      scope,
      problems.column(window.at, window.name ?? '', 'a window of the WINDOW clause', 'define it: WINDOW name AS (…)'),
    );
    return undefined;
  }
  const needsOrder = ordered || meant.frame !== undefined;
  if (needsOrder && meant.orderBy.length === 0 && !(meant.frame !== undefined && isWhole(meant.frame) && !ordered)) {
    report(
      scope,
      problems.nondeterministic(window.at, name, 'add ORDER BY to the window, by columns that leave no ties'),
    );
    return undefined;
  }
  // Spark knows no alias of the same SELECT inside a window.
  const inside = { ...scope, aliases: new Map<string, Typed>() };
  const partitions = meant.partitionBy.map((part) => compileExpression(part, inside));
  const orders = meant.orderBy.map((item) => compileExpression(item.expression, inside));
  const frame = meant.frame === undefined ? '' : compileFrame(meant.frame, orders, scope);
  const sql = [
    partitions.length === 0 ? '' : `PARTITION BY ${partitions.map((part) => part.sql).join(', ')}`,
    orders.length === 0
      ? ''
      : `ORDER BY ${orders.map((order, index) => sortSql(order, meant.orderBy[index])).join(', ')}`,
    frame,
  ].filter((part) => part !== '');
  return { sql: ` OVER (${sql.join(' ')})`, parts: [...partitions, ...orders] };
}

const isWhole = (frame: Frame): boolean =>
  frame.start.kind === 'unbounded preceding' && frame.end.kind === 'unbounded following';

const sortSql = (order: Typed, item: SortItem | undefined): string =>
  `${order.sql} ${item?.descending === true ? 'DESC' : 'ASC'} NULLS ${item?.nullsFirst === true ? 'FIRST' : 'LAST'}`;

function compileFrame(frame: Frame, orders: readonly Typed[], scope: Scope): string {
  const bounds = [frame.start, frame.end].map((bound) => compileBound(bound, frame, orders, scope));
  return `${frame.unit.toUpperCase()} BETWEEN ${bounds.join(' AND ')}`;
}

function compileBound(bound: Bound, frame: Frame, orders: readonly Typed[], scope: Scope): string {
  if (!('offset' in bound)) return bound.kind.toUpperCase();
  const offset = compileExpression(bound.offset, scope);
  const word = bound.kind.toUpperCase();
  const [order, another] = orders;
  if (frame.unit === 'rows') {
    if (typeof offset.constant === 'bigint' && offset.constant >= 0n) return `${offset.constant} ${word}`;
    report(scope, problems.construct(bound.offset.at, 'a frame of rows by an expression', 'write a whole number'));
    return `0 ${word}`;
  }
  if (order === undefined || another !== undefined) {
    report(
      scope,
      problems.construct(
        bound.offset.at,
        'RANGE with an offset over several columns',
        'order the window by one column',
      ),
    );
    return `0 ${word}`;
  }
  if (offset.interval !== undefined && isTemporal(order.type)) {
    const { months, days, microseconds } = offset.interval;
    if (order.type.kind === 'date' && (days !== 0 || microseconds !== 0))
      report(
        scope,
        problems.construct(
          bound.offset.at,
          'days in a RANGE over dates',
          'Spark wants a number there: RANGE BETWEEN 6 PRECEDING AND CURRENT ROW',
        ),
      );
    return `to_months(${months}) + to_days(${days}) + to_microseconds(${microseconds}) ${word}`;
  }
  const whole = typeof offset.constant === 'bigint' && offset.constant >= 0n;
  if (whole && isNumeric(order.type) && isIntegral(order.type)) return `${offset.sql} ${word}`;
  if (whole && order.type.kind === 'date') return `to_days(${offset.constant}) ${word}`;
  report(
    scope,
    problems.construct(
      bound.offset.at,
      `RANGE with an offset over ${sparkName(order.type)}`,
      'order by a whole number, or by a date with an INTERVAL',
    ),
  );
  return `0 ${word}`;
}
