/** Milliseconds of a day. */
export const dayLength = 86_400_000;

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar. Years are counted from March, so that the leap day is a year's last and a
 * month's first day is a linear function of its number.
 */
export function daysOf(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const monthDays = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return marchYear * 365 + leapDays + monthDays + day - 1 - 719_468;
}
