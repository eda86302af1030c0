import { Wall } from './wall-time.ts';

/**
 * Days from 1970-01-01 to a day of the Gregorian calendar. Years are counted from March, so that the leap day is a year's last and a
 * month's first day is a linear function of its number (H. Hinnant, https://howardhinnant.github.io/date_algorithms.html).
 * @param year from 1 on
 */
export function daysOf(year: i32, month: i32, day: i32): i32 {
  const marchYear = month > 2 ? year : year - 1;
  const leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
  const monthDays = (153 * ((month + 9) % 12) + 2) / 5;
  return marchYear * 365 + leapDays + monthDays + day - 1 - 719_468;
}

/** Sets the day of `Wall`, the other way round. @returns whether its year is one of 1 to 9999 */
export function setDay(days: i32): bool {
  const sinceMarch = days + 719_468;
  if (sinceMarch < 0) return false;
  const era = sinceMarch / 146_097;
  const ofEra = sinceMarch % 146_097;
  const yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
  const ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const month = (5 * ofYear + 2) / 153;
  Wall.day = ofYear - (153 * month + 2) / 5 + 1;
  Wall.month = month < 10 ? month + 3 : month - 9;
  Wall.year = era * 400 + yearOfEra + (Wall.month <= 2 ? 1 : 0);
  return Wall.year >= 1 && Wall.year <= 9999;
}
