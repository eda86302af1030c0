import type { FilterGroup, GridLayoutElement, SheetDefinition, Visual } from '@aws-sdk/client-quicksight';
import { slug } from '../plan/count-of-rows.ts';
import type { SheetPlan, VisualPlan } from '../plan/plan.ts';
import { bar, histogram } from '../visuals/bar.ts';
import { kpi } from '../visuals/kpi.ts';
import { line } from '../visuals/line.ts';
import { pointsMap } from '../visuals/points-map.ts';
import { rows } from '../visuals/rows.ts';
import { aboutText } from './about-text.ts';
import { filterWithControl, namedFilter, presentFilter } from './filters.ts';

/** Gives ids that are free in the definition: as wished, else with the sheet's in front. */
export type TakeId = (wished: string, sheet: string) => string;

/** A sheet of the definition, and the filters that are its own. */
export function sheetOf(
  plan: SheetPlan,
  dashboard: { readonly title: string; readonly takeId: TakeId },
): { sheet: SheetDefinition; filterGroups: readonly FilterGroup[] } {
  const { takeId } = dashboard;
  const sheetId = takeId(slug(plan.table), '');
  const about = aboutText(plan, takeId('about', sheetId), plan.title !== dashboard.title);
  const visuals: Visual[] = [];
  const elements: GridLayoutElement[] = [element(about.box.SheetTextBoxId ?? '', 'TEXT_BOX', 0, 36, 0, about.height)];
  const groups: FilterGroup[] = [];
  let top = about.height;
  for (const row of plan.rows) {
    let left = 0;
    for (const { visual, columns } of row.visuals) {
      const id = takeId(visual.id, sheetId);
      visuals.push(visualOf(visual, id, plan.table));
      elements.push(element(id, 'VISUAL', left, columns, top, row.height));
      if (visual.kind === 'histogram' && visual.bins.from !== undefined) {
        const where = {
          dataSet: plan.table,
          sheet: sheetId,
          visuals: [id],
          column: visual.bins.name,
          from: visual.bins.from,
        };
        groups.push(presentFilter(takeId(`${visual.id}-present`, sheetId), where));
      }
      if (visual.kind === 'bar' && visual.category.kind === 'text' && visual.category.nullable) {
        const where = { dataSet: plan.table, sheet: sheetId, visuals: [id], column: visual.category.column };
        groups.push(namedFilter(takeId(`${visual.id}-named`, sheetId), where));
      }
      left += columns;
    }
    top += row.height;
  }
  const filters = plan.filters.map((filter) =>
    filterWithControl(filter, takeId(`${filter.id}-choice`, sheetId), { dataSet: plan.table, sheet: sheetId }),
  );
  const sheet: SheetDefinition = {
    SheetId: sheetId,
    Name: plan.title.slice(0, 2048),
    Title: plan.title.slice(0, 1024),
    ContentType: 'INTERACTIVE',
    FilterControls: filters.map(({ control }) => control),
    Visuals: visuals,
    TextBoxes: [about.box],
    Layouts: [
      {
        Configuration: {
          GridLayout: {
            Elements: elements,
            CanvasSizeOptions: { ScreenCanvasSizeOptions: { ResizeOption: 'RESPONSIVE' } },
          },
        },
      },
    ],
    ...(filters.length === 0 ? {} : { SheetControlLayouts: [controlLayout(filters.map(({ control }) => control))] }),
  };
  return { sheet, filterGroups: [...filters.map(({ group }) => group), ...groups] };
}

const element = (
  id: string,
  kind: 'VISUAL' | 'TEXT_BOX',
  left: number,
  columns: number,
  top: number,
  height: number,
): GridLayoutElement => ({
  ElementId: id,
  ElementType: kind,
  ColumnIndex: left,
  ColumnSpan: columns,
  RowIndex: top,
  RowSpan: height,
});

function controlLayout(controls: NonNullable<SheetDefinition['FilterControls']>) {
  return {
    Configuration: {
      GridLayout: {
        Elements: controls.map((control, index) => ({
          ElementId: control.Dropdown?.FilterControlId ?? control.DateTimePicker?.FilterControlId,
          ElementType: 'FILTER_CONTROL' as const,
          ColumnIndex: index * 2,
          ColumnSpan: 2,
          RowIndex: 0,
          RowSpan: 1,
        })),
      },
    },
  };
}

function visualOf(plan: VisualPlan, id: string, dataSet: string): Visual {
  switch (plan.kind) {
    case 'kpi':
      return kpi(plan, id, dataSet);
    case 'line':
      return line(plan, id, dataSet);
    case 'bar':
      return bar(plan, id, dataSet);
    case 'histogram':
      return histogram(plan, id, dataSet);
    case 'map':
      return pointsMap(plan, id, dataSet);
    case 'rows':
      return rows(plan, id, dataSet);
  }
}
