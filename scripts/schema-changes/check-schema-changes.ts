import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../lambda/schema/finding.ts';
import { parseJsonDocument } from '../../lambda/schema/json-document.ts';
import type { Changes } from '../changes/changes.ts';
import { checkOutBase } from '../changes/check-out.ts';
import type { Project } from '../lake/project.ts';
import { checkContractsInUse } from './check-contracts-in-use.ts';
import { compareContracts } from './compare-contracts.ts';
import { compareSchemas, type PlaceOf } from './compare-schemas.ts';
import { dashboardUses } from './dashboard-uses.ts';
import { findings } from './findings.ts';
import { createReach } from './reach.ts';
import { readDashboardsOf, readSide, type Side } from './read-side.ts';
import type { SchemaChange, TracedChange } from './schema-change.ts';

/** What a change does to schemas and output contracts, and what is wrong with that. */
export interface CheckedSchemaChanges {
  readonly changes: readonly TracedChange[];
  readonly findings: readonly Finding[];
}

/**
 * Compares schemas and output contracts of the working tree with those of the base commit, and follows each difference down to the visuals of
 * the base's dashboards.
 * @param found what else is wrong at the head. Of what a removal causes, one finding stays.
 * @returns the changes, and all findings, `found` included
 */
export async function checkSchemaChanges(
  project: Project,
  changed: Changes,
  found: readonly Finding[],
): Promise<CheckedSchemaChanges> {
  const schemas = changed.datasets.filter(({ schema, status }) => schema || status === 'removed');
  if (schemas.length + changed.tables.length === 0) return { changes: [], findings: found };
  // Rows are not compared: schemas, SQL and definitions are.
  const keep = (path: string) =>
    !path.includes('/cases/') && (!path.startsWith('datasets/') || path.endsWith('/schema.json'));
  const tree = await checkOutBase(project, changed.base.sha, keep);
  try {
    const [base, head] = await Promise.all([readSide(tree), readSide(project)]);
    const uses = (await readDashboardsOf(base)).flatMap(dashboardUses);
    const reach = createReach(base, uses);
    const names = { datasets: schemas.map(({ name }) => name), tables: changed.tables.map(({ name }) => name) };
    const changes = (await differences(base, head, names, changed)).map((one) => ({ ...one, ...reach(one) }));
    const warned = changes.filter((one) => one.class === 'breaking').map(findings.breakingChange);
    const checked = checkContractsInUse({ base, head, uses, changes, found });
    return { changes, findings: [...withoutRefused(warned, checked.own), ...checked.own, ...checked.found] };
  } finally {
    await tree.dispose();
  }
}

/** What is refused needs no warning besides. */
function withoutRefused(warned: readonly Finding[], refused: readonly Finding[]): Finding[] {
  const subjects = new Set(refused.map(({ subject }) => subject));
  return warned.filter(({ subject }) => !subjects.has(subject));
}

async function differences(
  base: Side,
  head: Side,
  names: { readonly datasets: readonly string[]; readonly tables: readonly string[] },
  changed: Changes,
): Promise<SchemaChange[]> {
  const lists: SchemaChange[][] = [];
  const gone = (folders: Changes['tables'], name: string) =>
    folders.some((one) => one.name === name && one.status === 'removed');
  for (const name of names.datasets) {
    const [before, after] = [base.datasets.get(name), head.datasets.get(name)];
    const file = `datasets/${name}/schema.json`;
    if (before !== undefined && after !== undefined)
      lists.push(compareSchemas(before, after, await placesIn(head.project, file)));
    else if (before !== undefined && gone(changed.datasets, name)) lists.push([removed('dataset', name, file)]);
  }
  for (const name of names.tables) {
    const [before, after] = [base.contracts.get(name), head.contracts.get(name)];
    const file = `glue/tables/${name}/table.json`;
    if (before !== undefined && after !== undefined)
      lists.push(compareContracts(name, before, after, await placesIn(head.project, file)));
    else if (before !== undefined && gone(changed.tables, name)) lists.push([removed('table', name, file)]);
  }
  return lists.flat();
}

function removed(of: SchemaChange['of'], name: string, file: string): SchemaChange {
  return { kind: `${of}-removed`, class: 'breaking', of, name, column: undefined, what: 'removed', place: { file } };
}

async function placesIn({ root }: Project, file: string): Promise<PlaceOf> {
  const read = parseJsonDocument(await readFile(join(root, file), 'utf8'), file);
  return 'document' in read ? read.document.placeOfKey : () => ({ file });
}
