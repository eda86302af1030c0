import type { ColumnLevelPermissionRule } from '@aws-sdk/client-quicksight';
import type { Place } from '../../../lambda/schema/finding.ts';
import { findings, type PublishFinding } from '../findings.ts';
import type { AudienceMayRead } from './audience-may-read.ts';
import type { ShortDataSet } from './data-set-request.ts';
import type { QuickSightPlace } from './place.ts';
import { principalsOf } from './principals.ts';
import { rowRules } from './row-rules.ts';
import type { RowRule } from './rows-request.ts';

/** A data set as it may be shown: SPICE is filled by one identity, so QuickSight itself has to keep readers apart. */
export interface SecuredDataSet {
  /** Without the columns that no audience may read, and without what is computed from them. */
  readonly dataSet: ShortDataSet;
  readonly columnRules: ColumnLevelPermissionRule[];
  /** undefined: every audience may read every row. */
  readonly rowRules: readonly RowRule[] | undefined;
  readonly findings: readonly PublishFinding[];
}

/**
 * Puts the schemas' readers on a data set. A column is restricted to the principals of the audiences that may read it; a calculated column to
 * those that may read everything that its formula names, other calculated columns included.
 * @param may by audience; one that may read nothing is absent
 * @param at the data set's file
 */
export function secureDataSet(
  place: QuickSightPlace,
  dataSet: ShortDataSet,
  may: ReadonlyMap<string, AudienceMayRead>,
  at: Place,
): SecuredDataSet {
  const audiences = Object.keys(place.environment.audiences);
  const found: PublishFinding[] = [];
  const known = audiences.filter((audience) => {
    if (!may.has(audience) || principalsOf(place, audience) !== undefined) return may.has(audience);
    const names = Object.keys(place.environment.quickSight?.principals ?? {});
    found.push(findings.unknownPrincipal(at, audience, place.environment.name, undefined, names));
    return false;
  });
  const readers = readersOf(dataSet, may, known);
  const isShown = (name: string) => (readers.get(name)?.size ?? 0) > 0;
  if (!dataSet.columns.some(({ name }) => isShown(name)))
    found.push(findings.nobodyReads(at, dataSet.identifier, dataSet.table));
  const rows = rowRules(place, dataSet, may, { audiences, known, at });
  return {
    dataSet: {
      ...dataSet,
      columns: dataSet.columns.filter(({ name }) => isShown(name)),
      calculatedColumns: dataSet.calculatedColumns.filter(({ name }) => isShown(name)),
    },
    // Who may read nothing of the table sees no row of it; columns are kept apart among the others.
    columnRules: columnRules(place, readers, known),
    rowRules: rows.rules,
    findings: [...found, ...rows.findings],
  };
}

/** The audiences that may read each column, calculated ones after those that they are computed from. */
function readersOf(
  { columns, calculatedColumns }: ShortDataSet,
  may: ReadonlyMap<string, AudienceMayRead>,
  known: readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, ReadonlySet<string>>(
    columns.map(({ name }) => [
      name,
      new Set(known.filter((audience) => may.get(audience)?.columns.includes(name) === true)),
    ]),
  );
  for (const { name } of calculatedColumns) readers.set(name, new Set(known));
  // A name that a formula only seems to use restricts it too much, never too little. Each pass may restrict what others use.
  for (let changed = true; changed; ) {
    changed = false;
    for (const { name, expression } of calculatedColumns) {
      const before = readers.get(name) ?? new Set();
      const named = [...readers].filter(
        ([other]) => other !== name && expression.toLowerCase().includes(other.toLowerCase()),
      );
      const after = new Set([...before].filter((audience) => named.every(([, theirs]) => theirs.has(audience))));
      if (after.size === before.size) continue;
      readers.set(name, after);
      changed = true;
    }
  }
  return readers;
}

/** One rule for all columns that the same audiences may read; none for what everybody may. */
function columnRules(
  place: QuickSightPlace,
  readers: ReadonlyMap<string, ReadonlySet<string>>,
  audiences: readonly string[],
): ColumnLevelPermissionRule[] {
  const byReaders = new Map<string, string[]>();
  for (const [name, allowed] of readers) {
    if (allowed.size === 0 || audiences.every((audience) => allowed.has(audience))) continue;
    const key = JSON.stringify([...allowed].sort());
    byReaders.set(key, [...(byReaders.get(key) ?? []), name]);
  }
  return [...byReaders]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, ColumnNames]) => {
      const allowed: readonly string[] = JSON.parse(key);
      const Principals = [...new Set(allowed.flatMap((audience) => principalsOf(place, audience) ?? []))].sort();
      return { Principals, ColumnNames };
    });
}
