import type { Visual } from '@aws-sdk/client-quicksight';
import type { NotDrawn, VisualModel } from '../../model.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { RunContext } from '../run-context.ts';
import { alternativeText, type Shown } from '../text/alternative.ts';
import { plainText } from '../text/rich-text.ts';
import { drawBar } from './bar-visual.ts';
import { drawCombo } from './combo-visual.ts';
import { drawKpi } from './kpi-visual.ts';
import { drawLine } from './line-visual.ts';
import { drawMap } from './map-visual.ts';
import { drawPie } from './pie-visual.ts';
import { drawPivot } from './pivot-visual.ts';
import { drawTable } from './table-visual.ts';
import { dataSetsOf } from './visual-columns.ts';
import { type FormatText, type VisualBody, type VisualKind, visualBody, visualKinds } from './visual-kinds.ts';
import { type Drawn, notDrawn, type VisualSubject } from './visual-subject.ts';

/** Where a visual stands in its definition. */
export interface VisualPlace {
  readonly sheet: string;
  /** `Sheets[0].Visuals[3]`. */
  readonly path: string;
  /** The text of a parameter, for titles. */
  readonly parameterText: (name: string) => string;
}

/** Computes one visual. Whatever fails is that visual's: it comes back as not drawn, with the reason. */
export async function runVisual(visual: Visual, context: RunContext, place: VisualPlace): Promise<VisualModel> {
  const known = visualBody(visual);
  const skipped: NotDrawn[] = [];
  const { kind, body } = known ?? { kind: 'EmptyVisual' as const, body: {} };
  const path = `${place.path}.${kind}`;
  const title = titleText(body.Title?.FormatText, place);
  const name = title === undefined ? visualKinds[kind] : `${visualKinds[kind]} "${title}"`;
  const base = {
    id: body.VisualId ?? place.path,
    title,
    subtitle: body.Subtitle?.Visibility === 'HIDDEN' ? undefined : titleText(body.Subtitle?.FormatText, place),
    titleHidden: body.Title?.Visibility === 'HIDDEN',
  };
  const failed = (reason: string, error: string | undefined): VisualModel => ({
    ...base,
    kind: 'not-drawn',
    asked: visualKinds[kind],
    reason,
    error,
    alternative: `${name} is not drawn: ${reason}.`,
    notDrawn: [{ path, name, reason }],
    staleTables: [],
    result: { fields: [], rows: [], total: 0 },
  });
  const draw = drawers[kind];
  if (draw === undefined) return failed('this kind of visual is not drawn', undefined);
  try {
    const dataSet = oneDataSet(body, context);
    const subject: VisualSubject = {
      id: base.id,
      sheet: place.sheet,
      path,
      name,
      dataSet,
      skip: (part, what, reason) => skipped.push(notDrawn({ path, name }, part, what, reason)),
    };
    skipParts(body, subject);
    const drawn = await draw(visual, context, subject);
    const relation = context.source(dataSet).relation;
    return finished(
      base,
      drawn,
      visualKinds[kind],
      body.VisualContentAltText,
      skipped,
      relation.stale === true ? [relation.table] : [],
    );
  } catch (error) {
    if (error instanceof NotDrawable) return failed(error.message, error.message);
    if (error instanceof Error)
      return failed(`its query failed: ${firstLine(error.message)}`, firstLine(error.message));
    throw error;
  }
}

type AnyDrawn = {
  [Kind in Exclude<VisualModel['kind'], 'not-drawn'>]: Drawn<Extract<VisualModel, { kind: Kind }>>;
}[Exclude<VisualModel['kind'], 'not-drawn'>];
type Drawer = (visual: Visual, context: RunContext, subject: VisualSubject) => Promise<AnyDrawn>;

const drawers: Partial<Record<VisualKind, Drawer>> = {
  BarChartVisual: ({ BarChartVisual: visual = empty }, context, subject) => drawBar(visual, context, subject),
  LineChartVisual: ({ LineChartVisual: visual = empty }, context, subject) => drawLine(visual, context, subject),
  ComboChartVisual: ({ ComboChartVisual: visual = empty }, context, subject) => drawCombo(visual, context, subject),
  PieChartVisual: ({ PieChartVisual: visual = empty }, context, subject) => drawPie(visual, context, subject),
  KPIVisual: ({ KPIVisual: visual = empty }, context, subject) => drawKpi(visual, context, subject),
  TableVisual: ({ TableVisual: visual = empty }, context, subject) => drawTable(visual, context, subject),
  PivotTableVisual: ({ PivotTableVisual: visual = empty }, context, subject) => drawPivot(visual, context, subject),
  GeospatialMapVisual: ({ GeospatialMapVisual: visual = empty }, context, subject) => drawMap(visual, context, subject),
};

const empty = { VisualId: undefined };

function finished(
  base: Pick<VisualModel, 'id' | 'title' | 'subtitle' | 'titleHidden'>,
  drawn: AnyDrawn,
  asked: string,
  ownAlternative: string | undefined,
  skipped: readonly NotDrawn[],
  staleTables: readonly string[],
): VisualModel {
  const computed = alternativeText(asked, { ...drawn, ...salient(drawn) });
  return {
    ...base,
    ...drawn,
    alternative: ownAlternative === undefined || ownAlternative === '' ? computed : `${ownAlternative} ${computed}`,
    error: drawn.result.rows.length === 0 ? 'No rows pass the filters.' : undefined,
    notDrawn: skipped,
    staleTables,
  };
}

/** The fields that a sentence about a visual names. */
function salient(drawn: AnyDrawn): Pick<Shown, 'category' | 'color' | 'value'> {
  switch (drawn.kind) {
    case 'table':
      return {};
    case 'kpi':
      return { value: drawn.result.fields.length === 0 ? undefined : 0 };
    case 'pivot':
      return {
        category: drawn.rowFields[0] ?? drawn.columnFields[0],
        color: drawn.rowFields[0] === undefined ? undefined : drawn.columnFields[0],
        value: drawn.values[0],
      };
    case 'map':
      return {
        category: drawn.labels[0] ?? drawn.latitude,
        color: drawn.labels[0] === undefined ? drawn.longitude : drawn.colors[0],
        value: drawn.values[0],
      };
    case 'combo':
      return {
        category: drawn.wells.category[0],
        color: drawn.wells.colors[0],
        value: drawn.wells.values[0] ?? drawn.lines[0],
      };
    default:
      return { category: drawn.wells.category[0], color: drawn.wells.colors[0], value: drawn.wells.values[0] };
  }
}

function oneDataSet(body: VisualBody, context: RunContext): string {
  const [dataSet, ...others] = dataSetsOf(body.ChartConfiguration);
  if (others.length > 0) throw new NotDrawable(`its fields come from ${others.length + 1} data sets`);
  if (dataSet !== undefined) return dataSet;
  const declared = context.definition.DataSetIdentifierDeclarations ?? [];
  const [only] = declared;
  if (only?.Identifier === undefined || declared.length > 1) throw new NotDrawable('it has no fields');
  return only.Identifier;
}

function titleText(format: FormatText | undefined, { parameterText }: VisualPlace): string | undefined {
  const text =
    format?.PlainText ?? (format?.RichText === undefined ? undefined : plainText(format.RichText, parameterText));
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

/** Parts that any kind may ask for and none draws. */
function skipParts(body: VisualBody, subject: VisualSubject): void {
  const chart: object = body.ChartConfiguration ?? {};
  const formatting = body.ConditionalFormatting;
  if (formatting !== undefined && Object.values(formatting).some((each) => Array.isArray(each) && each.length > 0)) {
    subject.skip('ConditionalFormatting', 'conditional formatting', 'cells and marks keep their own colours');
  }
  const parts = [
    ['ReferenceLines', 'reference lines', 'only the data is drawn'],
    ['ForecastConfigurations', 'forecast', 'only the data is drawn'],
  ] as const;
  for (const [key, what, reason] of parts) {
    const value: unknown = Object.entries(chart).find(([name]) => name === key)?.[1];
    if (Array.isArray(value) && value.length > 0) subject.skip(`ChartConfiguration.${key}`, what, reason);
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
