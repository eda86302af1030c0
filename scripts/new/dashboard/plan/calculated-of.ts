import type { Category } from './choose-categories.ts';
import type { PlannedRow, SheetPlan } from './plan.ts';

/** The columns that a data set computes for its visuals, each once. */
export function calculatedOf(rows: readonly PlannedRow[]): SheetPlan['calculated'] {
  const visuals = rows.flatMap((row) => row.visuals.map(({ visual }) => visual));
  const made = new Map<string, string>();
  for (const visual of visuals) {
    if ('measure' in visual && visual.measure.computed !== undefined)
      made.set(visual.measure.column, visual.measure.computed);
    if (visual.kind === 'histogram') made.set(visual.bins.name, visual.bins.expression);
    const category = visual.kind === 'bar' ? visual.category : visual.kind === 'line' ? visual.colour : undefined;
    if (category?.kind === 'flag') made.set(flagColumn(category), flagExpression(category));
  }
  return [...made].map(([name, expression]) => ({ name, expression }));
}

/** The column in which a data set writes a boolean as Yes and No: QuickSight itself shows 1 and 0. */
export const flagColumn = ({ title }: Pick<Category, 'title'>): string => `${title}?`;

const flagExpression = ({ column, nullable }: Category) =>
  nullable
    ? `ifelse(isNull({${column}}), 'Unknown', {${column}} = 1, 'Yes', 'No')`
    : `ifelse({${column}} = 1, 'Yes', 'No')`;
