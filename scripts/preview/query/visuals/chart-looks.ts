import type {
  AxisDisplayOptions,
  ChartAxisLabelOptions,
  ColumnConfiguration,
  DataLabelOptions,
  LegendOptions,
  VisualPalette,
} from '@aws-sdk/client-quicksight';
import type { AxisModel, FieldModel, LegendModel } from '../../model.ts';
import type { WellField } from '../fields/well-field.ts';

/** Custom labels by FieldId; a label without ApplyTo is ignored, as QuickSight does. */
export function customLabels(...options: readonly (ChartAxisLabelOptions | undefined)[]): ReadonlyMap<string, string> {
  const labels = options.flatMap((each) => each?.AxisLabelOptions ?? []);
  return new Map(
    labels.flatMap(({ CustomLabel: label, ApplyTo }) =>
      label === undefined || label === '' || ApplyTo?.FieldId === undefined ? [] : [[ApplyTo.FieldId, label] as const],
    ),
  );
}

/** An axis as the page draws it. Its title is its one field's label, unless the definition hides it. */
export function axisModel(
  axis: AxisDisplayOptions | undefined,
  labels: ChartAxisLabelOptions | undefined,
  fields: readonly (FieldModel | undefined)[],
): AxisModel {
  const numeric = axis?.DataOptions?.NumericAxisOptions;
  const range = numeric?.Range?.MinMax;
  const [field] = fields;
  return {
    title: labels?.Visibility === 'HIDDEN' || fields.length !== 1 ? undefined : field?.label,
    visible: axis?.TickLabelOptions?.LabelOptions?.Visibility !== 'HIDDEN',
    gridLines: axis?.GridLineVisibility !== 'HIDDEN',
    minimum: range?.Minimum,
    maximum: range?.Maximum,
    logarithmic: numeric?.Scale?.Logarithmic !== undefined,
  };
}

/** A legend says what a colour means: hidden where there is one colour, or where the definition hides it. */
export function legendModel(legend: LegendOptions | undefined, colours: boolean): LegendModel {
  const positions = { AUTO: 'auto', TOP: 'top', RIGHT: 'right', BOTTOM: 'bottom' } as const;
  return {
    visible: legend?.Visibility !== 'HIDDEN' && colours,
    title: legend?.Title?.Visibility === 'HIDDEN' ? undefined : legend?.Title?.CustomLabel,
    position: legend?.Position === undefined ? 'auto' : positions[legend.Position],
  };
}

export function dataLabels(options: DataLabelOptions | undefined): boolean {
  return options !== undefined && options.Visibility !== 'HIDDEN';
}

/** Colours that the definition asks for: of the whole chart, and of members by their text. */
export function colours(
  palette: VisualPalette | undefined,
  configurations: readonly ColumnConfiguration[],
  fields: readonly WellField[],
): { readonly palette: readonly string[]; readonly memberColors: Readonly<Record<string, string>> } {
  const columns = configurations.filter((each) =>
    fields.some(
      ({ column }) => column?.name === each.Column?.ColumnName && column?.dataSet === each.Column?.DataSetIdentifier,
    ),
  );
  const custom = columns.flatMap((each) => each.ColorsConfiguration?.CustomColors ?? []);
  const pairs = [
    ...custom.map((each) => [each.FieldValue, each.Color] as const),
    ...(palette?.ColorMap ?? []).map(
      (each) => [each.Element?.FieldValue ?? each.Element?.FieldId, each.Color] as const,
    ),
  ];
  const known = pairs.filter(
    (pair): pair is readonly [string, string] => pair[0] !== undefined && pair[1] !== undefined,
  );
  return {
    palette: palette?.ChartColor === undefined ? [] : [palette.ChartColor],
    memberColors: Object.fromEntries(known),
  };
}
