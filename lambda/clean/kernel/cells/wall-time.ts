import { byteAt } from '../bytes.ts';

/** A date and time as written. */
export class Wall {
  static year: i32 = 0;
  static month: i32 = 0;
  static day: i32 = 0;
  static hour: i32 = 0;
  static minute: i32 = 0;
  static second: i32 = 0;
  static microsecond: i32 = 0;
  /** Minutes east of UTC; `noOffset` where the text carries none. */
  static offset: i32 = 0;
  /** 1: am, 2: pm, 0: not said. */
  static half: i32 = 0;
}

export const noOffset = i32.MIN_VALUE;

const monthDays = memory.data<u8>([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Makes it midnight, without an offset. */
export function clearTime(): void {
  Wall.hour = 0;
  Wall.minute = 0;
  Wall.second = 0;
  Wall.microsecond = 0;
  Wall.offset = noOffset;
  Wall.half = 0;
}

/** Whether the calendar and the clock have it: the Gregorian calendar, also before 1582, from year 1 on. No field is negative. */
export function isWallTime(): bool {
  const year = Wall.year;
  const month = Wall.month;
  if (year < 1 || month < 1 || month > 12 || Wall.day < 1) return false;
  if (Wall.hour > 23 || Wall.minute > 59 || Wall.second > 59) return false;
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return Wall.day <= <i32>load<u8>(monthDays + month) + (isLeap ? 1 : 0);
}

/** Two digits; less than 0 where they are none. */
export function twoDigits(at: usize): i32 {
  const tens = byteAt(at) - 48;
  const ones = byteAt(at + 1) - 48;
  return <u32>tens < 10 && <u32>ones < 10 ? tens * 10 + ones : -1_000_000;
}

export function writeTwo(at: usize, value: i32): void {
  store<u8>(at, <u8>(48 + value / 10));
  store<u8>(at + 1, <u8>(48 + (value % 10)));
}

/** Writes `YYYY-MM-DD`. @returns where it ends */
export function writeDay(at: usize): usize {
  writeTwo(at, Wall.year / 100);
  writeTwo(at + 2, Wall.year % 100);
  store<u8>(at + 4, 45);
  writeTwo(at + 5, Wall.month);
  store<u8>(at + 7, 45);
  writeTwo(at + 8, Wall.day);
  return at + 10;
}
