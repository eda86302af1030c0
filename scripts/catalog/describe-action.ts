import type { CatalogAction } from './plan-catalog.ts';

/** An action as one line for people. */
export function describeAction(action: CatalogAction): string {
  switch (action.do) {
    case 'create-table':
      return `create ${action.table} (${action.columns} columns)`;
    case 'add-columns':
      return `add ${action.columns.join(', ')} to ${action.table}`;
    default: {
      const { role, table, columns } = action.grant;
      const what = columns === undefined ? table : `${table} (${columns.join(', ')})`;
      const who = role.slice(role.lastIndexOf('/') + 1);
      return action.do === 'grant' ? `let ${who} read ${what}` : `no longer let ${who} read ${what}`;
    }
  }
}
