import { type Finding, quote } from '../../lambda/schema/finding.ts';
import type { DashboardUse } from './dashboard-use.ts';
import { findings, type SchemaChangeFinding, subjectOf } from './findings.ts';
import type { Side } from './read-side.ts';
import type { TracedChange } from './schema-change.ts';

export interface ContractsInUse {
  readonly base: Side;
  readonly head: Side;
  /** Of every dashboard of the base. */
  readonly uses: readonly DashboardUse[];
  readonly changes: readonly TracedChange[];
  /** What else is wrong at the head. */
  readonly found: readonly Finding[];
}

/**
 * Design decision 4: what a dashboard of the base commit reads can't be dropped or retyped, though the same change moves the dashboard: until it is
 * published, and wherever publishing fails, the old one is what people look at.
 * @returns what is refused, and `found` without what merely follows from it
 */
export function checkContractsInUse(input: ContractsInUse): { own: SchemaChangeFinding[]; found: Finding[] } {
  const own: SchemaChangeFinding[] = [];
  let { found } = input;
  for (const change of input.changes) {
    const refused = change.of === 'table' ? refuseTable(input, change) : refuseDataset(input, change);
    if (refused === undefined) continue;
    own.push(refused);
    found = found.filter((finding) => !follows(finding, change));
  }
  return { own, found: [...found] };
}

function refuseTable({ found }: ContractsInUse, change: TracedChange): SchemaChangeFinding | undefined {
  const { kind, name, column, uses, class: broken } = change;
  const direct = uses.filter((use) => use.table === name && (column === undefined || use.column === column));
  if (kind === 'table-removed') {
    if (direct.length > 0) return findings.contractInUse(change.place, name, 'the table is removed', direct);
    return stillRead(found, change);
  }
  const isTaken = kind === 'column-removed' || kind === 'column-retyped';
  if (!isTaken || broken === 'compatible' || direct.length === 0) return undefined;
  return findings.contractInUse(change.place, subjectOf(change), change.what, direct);
}

const taking: ReadonlySet<TracedChange['kind']> = new Set([
  'dataset-removed',
  'column-removed',
  'column-renamed',
  'column-retyped',
  'sensitivity-changed',
]);

/** A dataset is read by way of tables: it is in use where one of them fails at the head, or gives no longer what the base's dashboards read. */
function refuseDataset(input: ContractsInUse, change: TracedChange): SchemaChangeFinding | undefined {
  if (!taking.has(change.kind)) return undefined;
  const failed = new Set<string>();
  for (const { table, columns } of change.tables) {
    const reads = input.base.tables.get(table)?.reads ?? [];
    const isReached = columns.length > 0 || reads.some((read) => failed.has(read));
    if (isReached && !isSound(input, table)) failed.add(table);
  }
  const lost = input.uses.filter((use) => failed.has(use.table));
  if (lost.length > 0) {
    const narrow = change.uses.filter((use) => failed.has(use.table));
    const tables = [...failed].sort().join(', ');
    const what = `${change.what}, so that ${tables} can't be built`;
    return findings.contractInUse(change.place, subjectOf(change), what, narrow.length > 0 ? narrow : lost);
  }
  return change.kind === 'dataset-removed' ? stillRead(input.found, change) : undefined;
}

/** A table without an error, of itself or of what it reads. What its contract lost is a change of its own, and so is that it was removed. */
function isSound(input: ContractsInUse, name: string): boolean {
  if (hasError(input.found, name)) return false;
  return input.head.tables.get(name)?.reads.every((read) => read === name || isSound(input, read)) ?? true;
}

/** A case says what its author expects; the table is built without it. */
function hasError(found: readonly Finding[], table: string): boolean {
  const folder = `glue/tables/${table}/`;
  return found.some(
    ({ severity, place: { file } }) =>
      severity === 'error' && file.startsWith(folder) && !file.startsWith(`${folder}cases/`),
  );
}

/** What is removed and still read at the head by something that no dashboard of the base draws: at the first of its readers. */
function stillRead(found: readonly Finding[], change: TracedChange): SchemaChangeFinding | undefined {
  const broken = found.filter((finding) => follows(finding, change));
  const [first] = broken;
  if (first === undefined) return undefined;
  const readers = [...new Set(broken.map(({ place }) => place.file.split('/').slice(0, -1).join('/')))].sort();
  return findings.removedInUse(first.place, change.of, change.name, readers);
}

/** Whether a finding of the head says no more than that something is gone. */
function follows({ code, subject, got, expected }: Finding, { of, kind, name, column }: TracedChange): boolean {
  if (kind === 'dataset-removed' || kind === 'table-removed') {
    return (code === 'reads-unknown' && subject === name) || (code === 'table-missing' && got === quote(name));
  }
  const isOfTable = of === 'table' && kind === 'column-removed' && expected.includes(`(table ${name})`);
  return isOfTable && code === 'column-missing' && column !== undefined && got === quote(column);
}
