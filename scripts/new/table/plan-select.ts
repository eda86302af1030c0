import type { DuckDBConnection } from '@duckdb/node-api';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import { chooseColumns } from './choose-columns.ts';
import type { Joined } from './join-sources.ts';
import { type Link, linkShare, linkText } from './link.ts';
import { nameLookedUp, nameOwn } from './name-columns.ts';
import { planDates } from './plan-dates.ts';
import { planKey } from './plan-key.ts';
import type { PlannedColumn, PlannedSelect } from './planned-select.ts';
import { profileColumns, type RowsProfile } from './profile-columns.ts';
import { isDatePart, namesThings, type Source, type SourceColumn, singular, undescribed } from './source.ts';
import { sparkName } from './spark-name.ts';

/** What stands for a text that a lookup does not have. */
export const unlisted = 'Unlisted';

/** Plans a table with a row a row of the root: its key first, then its columns, what is looked up, and parts of its date. */
export async function planSelect(
  connection: DuckDBConnection,
  { root, links, others }: Joined,
): Promise<PlannedSelect> {
  const profile = await profileSource(connection, root);
  const key = await planKey(connection, root, profile);
  const chosen = chooseColumns(
    root,
    profile,
    new Set([...key.names, ...links.flatMap((link) => ownColumns(link, root))]),
  );
  const qualify = links.length > 0;
  const taken = new Set<string>();
  const add = (name: string) => {
    taken.add(name);
    return name;
  };
  const inOrder = [
    ...key.names.flatMap((name) => chosen.taken.find((column) => column.name === name) ?? []),
    ...chosen.taken.filter(({ name }) => !key.names.includes(name)),
  ];
  // A source's own names stay free for its own columns.
  const own = inOrder.map((column): PlannedColumn => {
    const name = add(
      nameOwn(column, new Set([...taken, ...inOrder.filter((one) => one !== column).map((one) => one.name)])),
    );
    return passedOn(root, column, name, sqlOf(root, column.name, qualify));
  });
  const place = key.by === 'place' ? placeColumns(root, qualify, (name) => add(nameOwn(asColumn(name), taken))) : [];
  const leftOut = [...chosen.leftOut];
  const lookedUp: PlannedColumn[] = [];
  for (const link of links) {
    const there = await profileSource(connection, link.to);
    const joinedBy = link.pairs.map(([, name]) => name);
    const isOnce = link.from === root && key.names.every((name) => ownColumns(link, root).includes(name));
    const columns = chooseColumns(link.to, there, new Set());
    leftOut.push(...columns.leftOut);
    for (const column of columns.taken.filter(({ name }) => !joinedBy.includes(name)))
      lookedUp.push(fromLookup(link, column, add(nameLookedUp(column, link.to, taken)), isOnce));
  }
  const dates = await planDates(connection, root, profile, own, taken);
  const resultKey =
    key.by === 'place' ? place : key.names.flatMap((name) => own.find(({ from }) => from?.column.name === name) ?? []);
  return {
    columns: [...place, ...own, ...lookedUp, ...dates.columns].map((column) =>
      resultKey.includes(column) ? { ...column, required: true } : column,
    ),
    ...{ root, links, leftOut, partitions: dates.partitions },
    key: resultKey.map(({ name }) => name),
    toLookAt: [
      ...key.toLookAt,
      ...leftOut.map((one) => `left out: ${one}`),
      ...links.flatMap(linkRemarks),
      ...others.map(otherRemark),
      ...hiddenRemarks([...own, ...lookedUp]),
      ...dates.toLookAt,
    ],
  };
}

function profileSource(connection: DuckDBConnection, source: Source): Promise<RowsProfile> {
  return profileColumns(
    connection,
    `main.${sqlName(source.name)}`,
    source.columns.map(({ name }) => name),
  );
}

const ownColumns = (link: Link, root: Source): string[] => (link.from === root ? link.pairs.map(([name]) => name) : []);

function sqlOf(source: Source, name: string, qualify: boolean): string {
  return qualify ? `${sparkName(source.name)}.${sparkName(name)}` : sparkName(name);
}

function passedOn(source: Source, column: SourceColumn, name: string, sql: string): PlannedColumn {
  const description = column.description ?? undescribed(column.name, source.name);
  return {
    name,
    sql,
    description,
    unit: column.unit,
    required: column.required,
    from: { source, column },
    derived: false,
  };
}

/**
 * A text that the lookup always has is named where the lookup misses; all else is null there. A number is of what is looked up, and comes
 * once a row that looks it up: its description says that it doesn't add up.
 * @param isOnce whether no two rows look up the same
 */
function fromLookup(link: Link, column: SourceColumn, name: string, isOnce: boolean): PlannedColumn {
  const { to } = link;
  const plain = passedOn(to, column, name, sqlOf(to, column.name, true));
  const isNamed = column.type.kind === 'string' && column.required && column.hidden === undefined && !column.divides;
  const thing = singular(link.from.name);
  const of = isAmount(column) && !isOnce ? `; of the ${singular(to.name)}, not additive` : '';
  const description = `${plain.description.replace(/\.?$/, '')}${of}; ${isNamed ? `"${unlisted}"` : 'null'} where ${to.name} does not have the ${thing}'s ${link.pairs.map(([own]) => own).join(', ')}.`;
  return isNamed
    ? { ...plain, description, sql: `COALESCE(${plain.sql}, '${unlisted}')`, required: true, from: undefined }
    : { ...plain, description, required: false };
}

/** A number that somebody could take for what adds up. */
const isAmount = ({ name, type }: SourceColumn): boolean =>
  ['integer', 'number', 'decimal'].includes(type.kind) &&
  !namesThings(name) &&
  !isDatePart(name) &&
  !/(^|_)(lat|latitude|lon|lng|longitude)$/.test(name);

const asColumn = (name: string): SourceColumn => ({
  ...{ name, type: { kind: 'string' }, required: true, description: undefined, unit: undefined, json: false },
  ...{
    hidden: undefined,
    readers: [],
    divides: false,
    law: { values: undefined, minimum: undefined, maximum: undefined, pattern: undefined },
  },
});

function placeColumns(root: Source, qualify: boolean, name: (wanted: string) => string): PlannedColumn[] {
  const column = (wanted: string, from: string, description: string): PlannedColumn => ({
    ...{ name: name(wanted), sql: sqlOf(root, from, qualify), description, unit: undefined },
    ...{ required: true, from: undefined, derived: false },
  });
  return [
    column('source_file', '_file', `File of ${root.name} that the row came in.`),
    column('source_row', '_row', 'Place of the row in its file, from 1.'),
  ];
}

function linkRemarks(link: Link): string[] {
  const said: string[] = [];
  if (link.tried === 0)
    said.push(`join ${linkText(link)}: by its name and primaryKey alone, since there are no rows to prove it`);
  else if (linkShare(link) < 1)
    said.push(
      `join ${linkText(link)}: ${link.tried - link.found} of ${link.tried} rows with a value are not in ${link.to.name}; they keep their row`,
    );
  if (link.folded) said.push(`join ${linkText(link)}: compared in small letters, because more rows are found so`);
  if (link.by === 'values') said.push(`join ${linkText(link)}: found by equal values, no name says so; is it meant?`);
  if (link.unique === 'data' && link.tried > 0)
    said.push(
      `join ${linkText(link)}: ${link.pairs.map(([, name]) => name).join(', ')} is unique in today's rows of ${link.to.name}, but no primaryKey declares it`,
    );
  return said;
}

const otherRemark = (link: Link): string => `not joined, though it could be: ${linkText(link)}`;

function hiddenRemarks(columns: readonly PlannedColumn[]): string[] {
  return columns.flatMap(({ name, from }) => {
    const said: string[] = [];
    if (from?.column.hidden === 'tokenise') said.push(`${name}: a token in place of a sensitive value`);
    if ((from?.column.readers.length ?? 0) > 0)
      said.push(
        `${name}: read by ${from?.column.readers.join(', ')} alone, as ${from?.source.name} declares; it stays so in the table`,
      );
    return said;
  });
}
