import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import type { JsonDocument } from '../../lambda/schema/json-document.ts';
import type { Dashboard, DataSet, Tables } from './dashboard.ts';
import type { DashboardFinding } from './findings.ts';
import { readDataSet } from './read-data-set.ts';
import { readJsonFile } from './read-json-file.ts';
import { fitShape } from './shape/fit-shape.ts';
import { readSchema } from './shape/read-schema.ts';
import { shapeFinding } from './shape/shape-finding.ts';

/** A dashboard, or why none could be read. A dashboard may have findings too: checkDashboard returns them all. */
export type ReadDashboard = { readonly dashboard: Dashboard } | { readonly findings: readonly DashboardFinding[] };

/** What stands in a dashboard.json. */
interface Card {
  readonly title: string;
  readonly description: string;
  readonly owner: string;
}

/**
 * Reads a folder of dashboards/: dashboard.json, definition.json and data-sets/*.json.
 * @param folder as the person named it, and as findings show it
 * @param tables the final tables by name: they give the data sets' columns
 * @param root what a relative folder stands in
 */
export async function readDashboard(
  folder: string,
  tables: Tables,
  root: string = process.cwd(),
): Promise<ReadDashboard> {
  const [card, definition, dataSets] = await Promise.all([
    readCard(path.join(folder, 'dashboard.json'), root),
    readJsonFile(path.join(folder, 'definition.json'), root),
    readDataSets(path.join(folder, 'data-sets'), tables, root),
  ]);
  if ('findings' in definition) return { findings: [...card.findings, ...definition.findings, ...dataSets.findings] };
  const id = path.basename(path.resolve(root, folder));
  const { title = id, description = '', owner = '' } = card.value ?? {};
  const whole = { ...dataSets, files: dataSets.files ?? new Set<string>() };
  return assemble({ id, title, description, owner }, definition.document, [], whole, card.findings);
}

/**
 * Reads one definition file from anywhere: a DashboardVersionDefinition, or what describe-dashboard-definition and
 * create-dashboard hold around one. Data sets are taken from data-sets/ beside it.
 * @param file as the person named it, and as findings show it
 * @param tables the final tables by name
 * @param root what a relative file stands in
 */
export async function readDefinitionFile(
  file: string,
  tables: Tables,
  root: string = process.cwd(),
): Promise<ReadDashboard> {
  const [read, dataSets] = await Promise.all([
    readJsonFile(file, root),
    readDataSets(path.join(path.dirname(file), 'data-sets'), tables, root),
  ]);
  if ('findings' in read) return read;
  const { value } = read.document;
  const wrapped = isRecord(value) && !('Sheets' in value) && isRecord(value['Definition']) ? value : undefined;
  const name = wrapped?.['Name'];
  const id = path.basename(file, path.extname(file));
  const card = { id, title: typeof name === 'string' ? name : id, description: '', owner: '' };
  return assemble(card, read.document, wrapped === undefined ? [] : ['Definition'], dataSets, []);
}

interface ReadDataSets {
  readonly dataSets: ReadonlyMap<string, DataSet>;
  readonly findings: readonly DashboardFinding[];
  /** undefined: no such folder. */
  readonly files: ReadonlySet<string> | undefined;
}

function assemble(
  card: Pick<Dashboard, 'id' | 'title' | 'description' | 'owner'>,
  document: JsonDocument,
  prefix: readonly string[],
  dataSets: ReadDataSets,
  cardFindings: readonly DashboardFinding[],
): ReadDashboard {
  const inner = prefix.length === 0 ? document : within(document, prefix);
  const { value, problems, index } = fitShape(inner.value, readSchema('dashboard-definition'));
  const shape = problems.map((problem) => shapeFinding(problem, inner));
  const readFindings = [...cardFindings, ...shape, ...dataSets.findings];
  if (value === undefined) return { findings: readFindings };
  return {
    dashboard: {
      ...card,
      definition: value as DashboardVersionDefinition,
      index,
      dataSets: dataSets.dataSets,
      dataSetFiles: dataSets.files,
      readFindings,
      placeOf: inner.placeOf,
      placeInText: inner.placeInText,
    },
  };
}

/** The part of a document below a path, as a document. */
function within(document: JsonDocument, prefix: readonly string[]): JsonDocument {
  return {
    ...document,
    value: prefix.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), document.value),
    placeOf: (below) => document.placeOf([...prefix, ...below]),
    placeOfKey: (below) => document.placeOfKey([...prefix, ...below]),
    placeInText: (below, offset) => document.placeInText([...prefix, ...below], offset),
  };
}

async function readCard(
  file: string,
  root: string,
): Promise<{ value: Card | undefined; findings: readonly DashboardFinding[] }> {
  const read = await readJsonFile(file, root);
  if ('findings' in read) return { value: undefined, findings: read.findings };
  const { value, problems } = fitShape(read.document.value, readSchema('dashboard'));
  return {
    value: value as Card | undefined,
    findings: problems.map((problem) => shapeFinding(problem, read.document)),
  };
}

async function readDataSets(folder: string, tables: Tables, root: string): Promise<ReadDataSets> {
  const names = await jsonFilesIn(path.resolve(root, folder));
  const read = await Promise.all((names ?? []).map((name) => readDataSet(path.join(folder, name), tables, root)));
  const found = read.flatMap(({ dataSet }) => (dataSet === undefined ? [] : [dataSet]));
  return {
    dataSets: new Map(found.map((dataSet) => [dataSet.identifier, dataSet])),
    findings: read.flatMap(({ findings }) => findings),
    files: names === undefined ? undefined : new Set(names.map((name) => path.basename(name, '.json'))),
  };
}

/** Sorted names; undefined when there is no such folder. */
async function jsonFilesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
