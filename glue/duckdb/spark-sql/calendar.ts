/** Whether there is such a day in the proleptic Gregorian calendar, from year 1 on. @param month 1 to 12 */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  // Years repeat every 400, and Date.UTC reads 0 to 99 as 1900 to 1999.
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
