import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { type AccessFinding, findings } from './findings.ts';
import { createJudge, type ReadTable } from './may-read.ts';

/**
 * Warns of every audience that reads nothing of a table because its rows can't be told apart there. Reading nothing is safe, and seldom meant.
 * @param tables each after those it reads
 * @param isAsked which tables to judge
 */
export function checkAccess(
  tables: readonly ReadTable[],
  datasets: readonly Pick<DatasetSchema, 'name' | 'readers' | 'columns'>[],
  isAsked: (table: string) => boolean = () => true,
): AccessFinding[] {
  const restricted = datasets.flatMap(({ readers }) => readers.filter(({ rows }) => rows !== undefined));
  const audiences = [...new Set(restricted.map(({ audience }) => audience))].sort();
  const judge = createJudge(tables, datasets);
  return tables
    .filter(({ name }) => isAsked(name))
    .flatMap((table) =>
      audiences.flatMap((audience) => {
        const judged = judge(table, audience);
        if (!('unmet' in judged)) return [];
        const [{ dataset, column }] = judged.unmet;
        const hasColumn = table.columns.some(({ name }) => name === column);
        return [findings.rowsNotCarried(table.sql.place, audience, { dataset, column, hasColumn })];
      }),
    );
}
