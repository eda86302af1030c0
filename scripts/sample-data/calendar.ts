export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Milliseconds since 1970 of a UTC day, from `2026-10-19`. */
export function startOf(text: string): number {
  return Date.parse(`${text}T00:00:00Z`);
}

/** The starts of `count` days in a row, first included. */
export function daysFrom(first: string, count: number): number[] {
  return Array.from({ length: count }, (_, index) => startOf(first) + index * day);
}

/** The parts of an instant (milliseconds since 1970) as its UTC text shows them, each padded. */
export function utcParts(instant: number): {
  year: string;
  month: string;
  monthName: string;
  dayOfMonth: string;
  date: string;
  time: string;
} {
  const text = new Date(instant).toISOString();
  const [year, month, dayOfMonth] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)];
  const monthName = months[Number(month) - 1] ?? months[0];
  return { year, month, monthName, dayOfMonth, date: text.slice(0, 10), time: text.slice(11, 19) };
}

/** Whether a UTC day is a Saturday or Sunday. */
export function isWeekend(instant: number): boolean {
  return [0, 6].includes(new Date(instant).getUTCDay());
}

/** Hours that clocks in Berlin are ahead of UTC in October and November 2026: summer time ended on 25 October at 01:00 UTC. */
export function berlinOffset(instant: number): 1 | 2 {
  return instant < Date.UTC(2026, 9, 25, 1) ? 2 : 1;
}
