import type { Table } from '../../glue/duckdb/table.ts';
import type { AudienceMayRead } from '../publish/request/audience-may-read.ts';
import { inOrderOfTypes } from '../publish/request/convert-dates.ts';
import { fullDataSetFile } from '../publish/request/full-data-set-request.ts';
import { placeholderDataSet, type QuickSightPlace } from '../publish/request/place.ts';
import { optionDifferences } from '../publish/request/publish-options.ts';
import { dataSetFile, refuseSameFiles } from './data-set-file.ts';
import type { LiveDashboard } from './read-live-dashboard.ts';
import { settleJson } from './settle-json.ts';
import { shortDataSet } from './short-data-set.ts';

/** What becomes of one file of a folder: its text, or undefined when it goes. */
export interface FileChange {
  /** Within the folder: `data-sets/sales_daily.json`. */
  readonly path: string;
  readonly text: string | undefined;
}

export interface FolderContext {
  readonly place: QuickSightPlace;
  readonly tables: ReadonlyMap<string, Pick<Table, 'columns'>>;
  readonly may: (table: string) => ReadonlyMap<string, AudienceMayRead>;
  /** Owner of a dashboard whose folder says none. */
  readonly owner: string;
}

const cardSchema = '../../scripts/dashboards/schema/dashboard.schema.json';

/**
 * The files that make a folder say what is live. Pure.
 * @param before texts of the folder's files, by path within it; empty: there is no folder
 * @returns only what differs
 * @throws CommandError `unsafe-name` where a data set's identifier can't be a file's name
 */
export function planFiles(
  live: LiveDashboard,
  before: ReadonlyMap<string, string>,
  { place, tables, may, owner }: FolderContext,
): FileChange[] {
  const { title, definition, dataSets, theme } = live;
  const named = {
    ...definition,
    DataSetIdentifierDeclarations: (definition.DataSetIdentifierDeclarations ?? []).map((declaration) => ({
      ...declaration,
      DataSetArn: placeholderDataSet(declaration.Identifier ?? ''),
    })),
  };
  const wanted = new Map<string, unknown>([
    ['dashboard.json', cardOf(before.get('dashboard.json'), live, owner)],
    ['definition.json', placeholders(before.get('definition.json'), inOrderOfTypes(named))],
  ]);
  refuseSameFiles(dataSets.keys());
  for (const [identifier, body] of dataSets) {
    const file = dataSetFile(identifier);
    const short = shortDataSet(body, identifier, { place, tables, may });
    wanted.set(file, short ?? fullDataSetFile(body, place));
  }
  if (theme !== undefined) wanted.set('theme.json', themeOf(before.get('theme.json'), theme, title));
  const written = [...wanted].map(([path, value]): FileChange => ({ path, text: settleJson(before.get(path), value) }));
  // What the definition declared and no longer does goes; a data set that it never declared is somebody's next step.
  const declared = declaredIn(before.get('definition.json'));
  const gone = [...before.keys()].filter(
    (path) =>
      !wanted.has(path) && (path === 'theme.json' || declared.some((name) => path === `data-sets/${name}.json`)),
  );
  return [
    ...written.filter(({ path, text }) => before.get(path) !== text),
    ...gone.map((path): FileChange => ({ path, text: undefined })),
  ];
}

/** Options that say what is the default anyway stay in the file that says them. */
function cardOf(
  text: string | undefined,
  { title, publishOptions: live, owner: tagged }: LiveDashboard,
  owner: string,
) {
  const card: Readonly<Record<string, unknown>> =
    text === undefined ? { $schema: cardSchema, title, description: '', owner: tagged ?? owner } : JSON.parse(text);
  const { publishOptions: given, ...rest } = card;
  const own = typeof given === 'object' && given !== null ? given : undefined;
  const options = optionDifferences(own, live).length === 0 ? given : live;
  return { ...rest, title, ...(options === undefined ? {} : { publishOptions: options }) };
}

/** A theme that is called like its dashboard says no name, unless it did. */
function themeOf(text: string | undefined, theme: NonNullable<LiveDashboard['theme']>, title: string): unknown {
  const before: Readonly<Record<string, unknown>> = text === undefined ? {} : JSON.parse(text);
  const { Name, ...rest } = theme;
  const $schema = before['$schema'];
  return {
    ...($schema === undefined ? {} : { $schema }),
    ...(Name === undefined || (Name === title && !('Name' in before)) ? {} : { Name }),
    ...rest,
  };
}

interface Declarations {
  readonly DataSetIdentifierDeclarations?:
    | readonly { readonly Identifier?: string | undefined; readonly DataSetArn?: string | undefined }[]
    | undefined;
}

const declarationsIn = (text: string | undefined) =>
  text === undefined ? [] : ((JSON.parse(text) as Declarations).DataSetIdentifierDeclarations ?? []);

const declaredIn = (text: string | undefined): string[] =>
  declarationsIn(text).flatMap(({ Identifier }) => Identifier ?? []);

/** The ARN that a file has for a data set stays: it may be another account's, which publish overlooks. */
function placeholders<Definition extends Declarations>(text: string | undefined, definition: Definition): Definition {
  const own = new Map(declarationsIn(text).map(({ Identifier, DataSetArn }) => [Identifier, DataSetArn]));
  return {
    ...definition,
    DataSetIdentifierDeclarations: (definition.DataSetIdentifierDeclarations ?? []).map((declaration) => ({
      ...declaration,
      DataSetArn: own.get(declaration.Identifier) ?? declaration.DataSetArn,
    })),
  };
}
