import { isAdditive } from '../roles/measure.ts';
import { geographicRoles, placesOf } from './geographic-roles.ts';
import type { Subject } from './subject.ts';

/** What a person should look at before a draft is anyone's dashboard: a sentence each. */
export function remarksOn(subject: Subject): readonly string[] {
  const { name, profile, restricted, columns, measures, time } = subject;
  const names = (roles: readonly string[]) =>
    columns.filter(({ role }) => roles.includes(role)).map(({ column }) => column.name);
  const [empty, constant, beyond] = [names(['empty']), names(['constant']), names(['beyond'])];
  const averaged = measures.filter(
    (measure) => measure.score > 0 && !isAdditive(measure) && measure.aggregation === 'AVERAGE',
  );
  const countries = [...geographicRoles(subject)].filter(([, role]) => role === 'COUNTRY' || role === 'STATE');
  const said: (string | false)[] = [
    profile.rows === 0 &&
      `${name} has no rows: the sheet is drafted by names and types alone; draft it again when it has some`,
    profile.rows === 1 && `${name} has one row: figures and the row itself are all that is drawn`,
    restricted.size > 0 &&
      `${name}: ${list([...restricted])} may not be read by everyone who reads the table, so no visual shows it`,
    empty.length > 0 && `${name}: ${list(empty)} ${are(empty)} null in every row, and not drawn`,
    constant.length > 0 && `${name}: ${list(constant)} ${are(constant)} the same in every row, and not drawn`,
    beyond.length > 0 &&
      `${name}: ${list(beyond)} ${beyond.length === 1 ? 'has' : 'have'} numbers of more than 15 digits, and ${are(beyond)} not drawn`,
    averaged.length > 0 &&
      !subject.entity &&
      `${name}: ${list(averaged.map(({ column }) => column))} ${are(averaged)} averaged over rows that weigh the same; weigh them in a calculated field if rows stand for more or less`,
    time !== undefined &&
      time.years > 0 &&
      time.figure === undefined &&
      (profile.columns.get(time.column)?.times?.periods.day ?? 0) > 4 &&
      `${name}: ${time.column} reaches ${profile.columns.get(time.column)?.times?.max.slice(0, 10)}, or has too few periods, or too few of them have rows, so figures are totals without a comparison`,
    time?.figure !== undefined &&
      !time.complete &&
      `${name}: the latest ${time.figure} is not over, so figures compare it with a whole one`,
    yearsAhead(subject) !== undefined &&
      `${name}: ${subject.year?.name} reaches ${yearsAhead(subject)}; if later years are mistakes, filter them or mend the source`,
    countries.length > 0 &&
      placesOf(subject) === undefined &&
      `${name}: ${list(countries.map(([column]) => column))} could be a filled map in QuickSight; the laptop's page draws bars`,
  ];
  return said.filter((each) => each !== false);
}

/** The last year, where it lies ahead of the clock. */
function yearsAhead({ year, time, profile, now }: Subject): number | undefined {
  const last = year === undefined || time !== undefined ? undefined : profile.columns.get(year.name)?.numbers?.max;
  return last !== undefined && last > now.getUTCFullYear() + 1 ? last : undefined;
}

const are = (names: readonly unknown[]) => (names.length === 1 ? 'is' : 'are');

function list(names: readonly string[]): string {
  const shown = names.slice(0, 8);
  if (names.length > shown.length) return `${shown.join(', ')} and ${names.length - shown.length} more`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
