import type { GeospatialMapVisual } from '@aws-sdk/client-quicksight';
import type { VisualModel } from '../../model.ts';
import { compileFields } from '../fields/visual-fields.ts';
import { dimensionField, measureField, type WellField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import type { DataSetRelation } from '../relation.ts';
import type { RunContext } from '../run-context.ts';
import { colours } from './chart-looks.ts';
import { visualResult } from './visual-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

/**
 * Points on a map, by two columns with the roles LATITUDE and LONGITUDE.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_GeospatialMapConfiguration.html
 * @throws NotDrawable when places are given by name: QuickSight looks those up in a gazetteer
 */
export async function drawMap(
  visual: GeospatialMapVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Extract<VisualModel, { kind: 'map' }>>> {
  const chart = visual.ChartConfiguration ?? {};
  const { Geospatial = [], Values = [], Colors = [] } = chart.FieldWells?.GeospatialMapAggregatedFieldWells ?? {};
  const places = Geospatial.map(dimensionField);
  const source = context.source(subject.dataSet);
  const latitude = placeOf('LATITUDE', places, source.relation);
  const longitude = placeOf('LONGITUDE', places, source.relation);
  if (latitude === -1 || longitude === -1) {
    throw new NotDrawable('places by name; a point needs a column with the role LATITUDE and one with LONGITUDE');
  }
  const colorFields = Colors.slice(0, 1).map(dimensionField);
  const dimensions = [...places, ...colorFields];
  const looks = { configurations: context.definition.ColumnConfigurations ?? [], labels: new Map() };
  const fields = compileFields(source, dimensions, Values.map(measureField), looks);
  const [first] = fields.measures;
  const order = [
    ...(first === undefined ? [] : [{ sql: first.value.sql, descending: true }]),
    ...fields.dimensions.map(({ column }) => ({ sql: column, descending: false })),
  ];
  const { result } = await visualResult(context, subject, fields, {
    members: [],
    order,
    limit: context.rowLimit,
    totals: [],
    grouped: true,
  });
  return {
    kind: 'map',
    result,
    latitude,
    longitude,
    labels: places.map((_, index) => index).filter((index) => index !== latitude && index !== longitude),
    values: fields.measures.map((_, index) => dimensions.length + index),
    colors: colorFields.map((_, index) => places.length + index),
    ...colours(chart.VisualPalette, context.definition.ColumnConfigurations ?? [], dimensions),
  };
}

function placeOf(role: 'LATITUDE' | 'LONGITUDE', places: readonly WellField[], relation: DataSetRelation): number {
  const pattern = role === 'LATITUDE' ? /^lat(itude)?$/i : /^(lon|lng|long)(itude)?$/i;
  const declared = places.findIndex(({ column }) =>
    relation.columns.some((each) => each.name === column?.name && each.role === role),
  );
  return declared === -1 ? places.findIndex(({ column }) => pattern.test(column?.name ?? '')) : declared;
}
