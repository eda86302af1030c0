import type { Finding, Place } from '../../lambda/schema/finding.ts';

/** What can be wrong with who may read what. */
export const accessCodes = ['rows-not-carried'] as const;
export type AccessCode = (typeof accessCodes)[number];
export type AccessFinding = Finding<AccessCode>;

export const findings = {
  /** @param hasColumn whether the table has a column of the name at all */
  rowsNotCarried: (
    place: Place,
    audience: string,
    { dataset, column, hasColumn }: { dataset: string; column: string; hasColumn: boolean },
  ): AccessFinding => ({
    code: 'rows-not-carried',
    severity: 'warn',
    place,
    subject: audience,
    expected: `the column ${column} of ${dataset}, by whose values it reads rows`,
    got: hasColumn
      ? `a column ${column} in which rows of other values have gone too, or that it may not read`
      : 'a table without it: it reads nothing of the table',
    fix: hasColumn
      ? `hand ${column} on as it is, group and join by it, or it reads nothing of the table`
      : `hand ${column} on under its name, and group by it`,
  }),
};
