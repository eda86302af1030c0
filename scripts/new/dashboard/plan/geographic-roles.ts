import { columnRole } from '../roles/column-role.ts';
import { wordsOf } from '../roles/column-words.ts';
import { type Category, categoryOf } from './choose-categories.ts';
import type { SheetPlan } from './plan.ts';
import type { Subject } from './subject.ts';

/** What QuickSight should know of columns that are places. */
export function geographicRoles({ columns }: Subject): SheetPlan['roles'] {
  return new Map(
    columns.flatMap(({ column, role }): [string, 'COUNTRY' | 'STATE' | 'CITY' | 'LATITUDE' | 'LONGITUDE'][] => {
      if (role === 'latitude') return [[column.name, 'LATITUDE']];
      if (role === 'longitude') return [[column.name, 'LONGITUDE']];
      if (column.type.kind !== 'string' || ['empty', 'identifier', 'prose'].includes(role)) return [];
      const words = wordsOf(column.name);
      const has = (...any: readonly string[]) => any.some((word) => words.includes(word));
      if (has('country', 'nation')) return [[column.name, 'COUNTRY']];
      if (has('city', 'town')) return [[column.name, 'CITY']];
      return has('state', 'province') &&
        !/status|machine|current/.test(column.description.toLowerCase()) &&
        words.length === 1
        ? [[column.name, 'STATE']]
        : [];
    }),
  );
}

interface Places {
  readonly latitude: string;
  readonly longitude: string;
  /** What a place is called. */
  readonly label: Category | undefined;
  /** Whether rows lack coordinates. */
  readonly missing: boolean;
}

/** Circles on a map at most. */
const mostPlaces = 1000;

/** The columns of a map; undefined: there is none to draw. */
export function placesOf({ columns, profile, categories }: Subject): Places | undefined {
  const latitude = columns.find(({ role }) => role === 'latitude')?.column.name;
  const longitude = columns.find(({ role }) => role === 'longitude')?.column.name;
  if (latitude === undefined || longitude === undefined) return undefined;
  const spots = Math.max(...[latitude, longitude].map((name) => profile.columns.get(name)?.distinct ?? 0));
  // The name that the bars beside it use, of those that fit as well.
  const distance = ({ column, distinct = 0 }: Category) =>
    Math.abs(distinct - spots) - (categories.some((each) => each.column === column) ? 2 : 0);
  const names = columns
    .filter(({ column, role }) => ['category', 'crowd', 'label'].includes(role) && isPlace(column.name))
    .map(({ column }) => categoryOf(column, columnRole(column, profile), profile))
    .filter(({ distinct = 0 }) => distinct <= mostPlaces)
    .sort((a, b) => distance(a) - distance(b));
  return { latitude, longitude, label: names[0], missing: (profile.columns.get(latitude)?.nulls ?? 0) > 0 };
}

const isPlace = (name: string) =>
  wordsOf(name).some((word) =>
    [
      'city',
      'town',
      'region',
      'location',
      'place',
      'station',
      'site',
      'store',
      'airport',
      'port',
      'name',
      'district',
      'branch',
      'warehouse',
    ].includes(word),
  );
