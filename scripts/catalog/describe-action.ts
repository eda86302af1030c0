import type { CatalogAction, Grant } from './plan-catalog.ts';

/** An action as one line for people. */
export function describeAction(action: CatalogAction): string {
  switch (action.do) {
    case 'create-table':
      return `create ${action.table} (${action.columns} columns)`;
    case 'add-columns':
      return `add ${action.columns.join(', ')} to ${action.table}`;
    case 'change':
      return `let ${nameOf(action.grant)} read ${partOf(action.grant)} instead of ${partOf(action.before)}`;
    case 'grant':
      return `let ${nameOf(action.grant)} read ${partOf(action.grant)}`;
    case 'revoke':
      return `no longer let ${nameOf(action.grant)} read ${partOf(action.grant)}`;
  }
}

const nameOf = ({ role }: Grant): string => role.slice(role.lastIndexOf('/') + 1);

/** `sales_daily (region, quantity) where "region" = 'DE-BE'`. */
const partOf = ({ table, columns, rows }: Grant): string =>
  `${table}${columns === undefined ? '' : ` (${columns.join(', ')})`}${rows === undefined ? '' : ` where ${rows}`}`;
