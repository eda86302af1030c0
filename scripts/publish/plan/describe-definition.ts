import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { contentHash } from '../request/content-hash.ts';

/** A part of a definition, as people know it. */
export interface Part {
  /** Its title or name, else its id. */
  readonly title: string;
  readonly hash: string;
  /** Names of columns in it. */
  readonly fields: readonly string[];
}

/** Parts of a definition by what they are and by id: `sheet`, `visual`, `filter`, `parameter`, `calculated field`. */
export type Parts = ReadonlyMap<string, ReadonlyMap<string, Part>>;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The parts of a definition that a plan names one by one, and `the rest` as one. */
export function describeDefinition(definition: DashboardVersionDefinition): Parts {
  const { Sheets, FilterGroups, ParameterDeclarations, CalculatedFields, ...rest } = { ...definition };
  const sheets = listOf(Sheets);
  return new Map([
    ['sheet', new Map(sheets.map((sheet) => entry(sheet, 'SheetId', sheetTitle(sheet), { ...sheet, Visuals: [] })))],
    ['visual', new Map(sheets.flatMap(visualsOf))],
    ['filter', new Map(listOf(FilterGroups).map((group) => entry(group, 'FilterGroupId')))],
    ['parameter', new Map(listOf(ParameterDeclarations).map((one) => entry(inside(one), 'Name')))],
    [
      'calculated field',
      new Map(
        listOf(CalculatedFields).map((field) => {
          const [, part] = entry(field, 'Name');
          return [`${String(field['DataSetIdentifier'])}/${part.title}`, part];
        }),
      ),
    ],
    ['setting', new Map([['rest', { title: 'data sets, options and defaults', hash: contentHash(rest), fields: [] }]])],
  ]);
}

/** How many visuals a definition draws. */
export const countVisuals = (definition: DashboardVersionDefinition): number =>
  (definition.Sheets ?? []).reduce((count, { Visuals = [] }) => count + Visuals.length, 0);

/** How many sheets it has, whatever is on them: text and pictures are no visuals. */
export const countSheets = ({ Sheets = [] }: DashboardVersionDefinition): number => Sheets.length;

function entry(value: Json, id: string, title?: string, hashed: Json = value): [string, Part] {
  const own = textOf(value[id]) ?? '?';
  return [own, { title: title ?? own, hash: contentHash(hashed), fields: [...new Set(columnsIn(value))] }];
}

const sheetTitle = (sheet: Json): string | undefined => textOf(sheet['Name']) ?? textOf(sheet['Title']);

/** The one member that a union sets. */
const inside = (union: Json): Json => Object.values(union).find(isObject) ?? {};

function visualsOf(sheet: Json): [string, Part][] {
  const on = sheetTitle(sheet) ?? textOf(sheet['SheetId']) ?? '?';
  return listOf(sheet['Visuals']).map((union) => {
    const visual = inside(union);
    const [id, part] = entry(visual, 'VisualId', undefined, union);
    return [id, { ...part, title: `${titleOf(visual) ?? id} (${on})` }];
  });
}

/** Plain or rich text of a title; rich text without its marks. */
function titleOf(visual: Json): string | undefined {
  const title = visual['Title'];
  const format = isObject(title) && isObject(title['FormatText']) ? title['FormatText'] : {};
  return (
    textOf(format['PlainText']) ??
    textOf(
      textOf(format['RichText'])
        ?.replace(/<[^>]*>/g, '')
        .trim(),
    )
  );
}

/** The name of every column that something below asks for. */
function columnsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(columnsIn);
  if (!isObject(value)) return [];
  const own = textOf(value['ColumnName']);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(columnsIn)];
}
