import type { Place } from '../../../lambda/schema/finding.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { AudienceMayRead, Readers } from './audience-may-read.ts';
import type { DataSetBody } from './data-set-request.ts';
import type { QuickSightPlace } from './place.ts';
import { principalsOf } from './principals.ts';
import { rowRules } from './row-rules.ts';
import type { RowRule } from './rows-request.ts';
import { tablesRead } from './tables-read.ts';

/**
 * Puts the schemas' readers on a full data set. Its steps may rename, join and compute, so columns and rows of its tables can't be told apart
 * in it: an audience sees all of it, if it may read all of every table, or nothing. Of what it reads besides nobody knows who may: no audience
 * sees anything then.
 * @returns a finding for each table of which some audience may read a part, which takes a short data set, and for each source that is no final
 * table
 */
export function secureFullDataSet(
  place: QuickSightPlace,
  body: DataSetBody,
  readers: Readers,
  { name, at }: { readonly name: string; readonly at: Place },
): { readonly rowRules: readonly RowRule[] | undefined; readonly findings: readonly PublishFinding[] } {
  const audiences = Object.keys(place.environment.audiences);
  const { tables, others } = tablesRead(body, readers.keys(), place.names.databases.final);
  const reads = (table: string, audience: string): 'all' | 'part' | 'nothing' => {
    const { may, columns } = readers.get(table) ?? { may: new Map<string, AudienceMayRead>(), columns: 0 };
    const own = may.get(audience);
    if (own === undefined) return 'nothing';
    return own.rows === 'all' && own.columns.length === columns ? 'all' : 'part';
  };
  const found = [
    ...tables
      .filter((table) => audiences.some((audience) => reads(table, audience) === 'part'))
      .map((table) => findings.restrictedDataSet(at, name, table)),
    ...others.map((other) => ({
      ...findings.restrictedDataSet(at, name, ''),
      expected: 'a full CreateDataSet that reads final tables alone, of which schemas say who may read them',
      got: other,
      fix: 'make a table of it in glue/, and read that',
    })),
  ];
  const whole =
    others.length > 0 ? [] : audiences.filter((audience) => tables.every((table) => reads(table, audience) === 'all'));
  const may = new Map<string, AudienceMayRead>(whole.map((audience) => [audience, { columns: [], rows: 'all' }]));
  const known = whole.filter((audience) => principalsOf(place, audience) !== undefined);
  const unshaped = { identifier: name, table: '', mode: 'SPICE' as const, columns: [], calculatedColumns: [] };
  return { rowRules: rowRules(place, unshaped, may, { audiences, known, at }).rules, findings: found };
}
