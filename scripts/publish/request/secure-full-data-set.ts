import type { Place } from '../../../lambda/schema/finding.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { AudienceMayRead, Readers } from './audience-may-read.ts';
import type { DataSetBody } from './data-set-request.ts';
import { tablesRead } from './full-data-set-request.ts';
import type { QuickSightPlace } from './place.ts';
import { principalsOf } from './principals.ts';
import { rowRules } from './row-rules.ts';
import type { RowRule } from './rows-request.ts';

/**
 * Puts the schemas' readers on a full data set. Its steps may rename, join and compute, so columns and rows of its tables can't be told apart
 * in it: an audience sees all of it, if it may read all of every table, or nothing.
 * @returns a finding for each table of which some audience may read a part: that takes a short data set
 */
export function secureFullDataSet(
  place: QuickSightPlace,
  body: DataSetBody,
  readers: Readers,
  { name, at }: { readonly name: string; readonly at: Place },
): { readonly rowRules: readonly RowRule[] | undefined; readonly findings: readonly PublishFinding[] } {
  const audiences = Object.keys(place.environment.audiences);
  const tables = tablesRead(body, readers.keys());
  const reads = (table: string, audience: string): 'all' | 'part' | 'nothing' => {
    const { may, columns } = readers.get(table) ?? { may: new Map<string, AudienceMayRead>(), columns: 0 };
    const own = may.get(audience);
    if (own === undefined) return 'nothing';
    return own.rows === 'all' && own.columns.length === columns ? 'all' : 'part';
  };
  const found = tables
    .filter((table) => audiences.some((audience) => reads(table, audience) === 'part'))
    .map((table) => findings.restrictedDataSet(at, name, table));
  const whole = audiences.filter((audience) => tables.every((table) => reads(table, audience) === 'all'));
  const may = new Map<string, AudienceMayRead>(whole.map((audience) => [audience, { columns: [], rows: 'all' }]));
  const known = whole.filter((audience) => principalsOf(place, audience) !== undefined);
  const unshaped = { identifier: name, table: '', mode: 'SPICE' as const, columns: [], calculatedColumns: [] };
  return { rowRules: rowRules(place, unshaped, may, { audiences, known, at }).rules, findings: found };
}
