import type { DataSetBody } from './data-set-request.ts';
import { tableKey } from './data-set-request.ts';

/** One rule: the principal sees the rows in which each column has its value; no columns: every row. */
export interface RowRule {
  /** By its name within the namespace. */
  readonly principal: { readonly kind: 'group' | 'user'; readonly name: string };
  readonly where: Readonly<Record<string, string>>;
}

/** Athena quotes text by single quotes, doubled inside: https://docs.aws.amazon.com/athena/latest/ug/select.html */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** Null says "any value": https://docs.aws.amazon.com/quicksight/latest/user/restrict-access-to-a-data-set-using-row-level-security.html */
const anyValue = 'NULL';

/** The columns of a rules data set. All are text. */
const rulesColumns = (rules: readonly RowRule[]): string[] => [
  ...['UserName', 'GroupName'].filter((_, index) =>
    rules.some(({ principal }) => (principal.kind === 'user') === (index === 0)),
  ),
  ...new Set(rules.flatMap(({ where }) => Object.keys(where).sort())),
];

function cellOf({ principal, where }: RowRule, column: string): string {
  if (column === 'UserName') return principal.kind === 'user' ? quoted(principal.name) : anyValue;
  if (column === 'GroupName') return principal.kind === 'group' ? quoted(principal.name) : anyValue;
  const value = where[column];
  return value === undefined ? anyValue : quoted(value);
}

/**
 * The data set that holds who sees which rows of another: constant rows that Athena makes, so that nobody has to upload anything.
 * Whoever no rule names sees no row. No rule at all: a rule for a group that nobody can be in, since a table of no rows has no types.
 */
export function rowsRequest(identifier: string, rules: readonly RowRule[], dataSourceArn: string): DataSetBody {
  const nobody: RowRule = { principal: { kind: 'group', name: '-' }, where: {} };
  const all = rules.length === 0 ? [nobody] : rules;
  const columns = rulesColumns(all);
  const rows = all.map((rule) => `(${columns.map((column) => cellOf(rule, column)).join(', ')})`);
  return {
    Name: `${identifier}, who sees which rows`,
    ImportMode: 'SPICE',
    UseAs: 'RLS_RULES',
    PhysicalTableMap: {
      [tableKey]: {
        CustomSql: {
          DataSourceArn: dataSourceArn,
          Name: 'rules',
          SqlQuery: `SELECT * FROM (VALUES ${[...new Set(rows)].join(', ')}) AS rules (${columns.map(named).join(', ')})`,
          Columns: columns.map((Name) => ({ Name, Type: 'STRING' })),
        },
      },
    },
  };
}
