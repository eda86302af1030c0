import type { Visual } from '@aws-sdk/client-quicksight';
import type { VisualPlan } from '../plan/plan.ts';
import { categoryField, measureField, numberField } from './fields.ts';
import { basicTooltip, titles } from './looks.ts';

const degrees = { kind: 'number', decimals: 2, scaled: false, suffix: '' } as const;

/** Circles where things are. */
export function pointsMap(plan: Extract<VisualPlan, { kind: 'map' }>, id: string, dataSet: string): Visual {
  const { measure, latitude, longitude, colour } = plan;
  return {
    GeospatialMapVisual: {
      VisualId: id,
      ...titles(plan),
      ChartConfiguration: {
        FieldWells: {
          GeospatialMapAggregatedFieldWells: {
            Geospatial: [
              numberField(`${id}.latitude`, dataSet, latitude, degrees),
              numberField(`${id}.longitude`, dataSet, longitude, degrees),
            ],
            Values: [measureField(`${id}.value`, dataSet, measure)],
            Colors: colour === undefined ? [] : [categoryField(`${id}.${colour.id}`, dataSet, colour)],
          },
        },
        Legend: { Visibility: 'HIDDEN' },
        Tooltip: basicTooltip,
        WindowOptions: { MapZoomMode: 'AUTO' },
        MapStyleOptions: { BaseMapStyle: 'LIGHT_GRAY' },
        PointStyleOptions: { SelectedPointStyle: 'POINT' },
      },
      Actions: [],
      ColumnHierarchies: [],
    },
  };
}
