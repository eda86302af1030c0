import type { NotDrawn, VisualModel } from '../../model.ts';

/** What one kind of visual adds to what all have in common. */
export type Drawn<Model extends VisualModel> = Omit<
  Model,
  'id' | 'title' | 'subtitle' | 'titleHidden' | 'alternative' | 'error' | 'notDrawn' | 'staleTables'
>;

/** Which visual is being drawn. */
export interface VisualSubject {
  readonly id: string;
  readonly sheet: string;
  /** `Sheets[0].Visuals[3].BarChartVisual`. */
  readonly path: string;
  /** `Bar chart "Movies by genre"`. */
  readonly name: string;
  /** The one data set that its fields come from. */
  readonly dataSet: string;
  /** Notes a part of the visual that was asked for and is not drawn. */
  skip(path: string, what: string, reason: string): void;
}

/** What `skip` collected, as the page lists it. */
export function notDrawn(
  subject: Pick<VisualSubject, 'path' | 'name'>,
  path: string,
  what: string,
  reason: string,
): NotDrawn {
  return { path: path === '' ? subject.path : `${subject.path}.${path}`, name: `${subject.name}: ${what}`, reason };
}
