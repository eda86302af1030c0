import { decimalCell, integerCell, numberCell, textCell } from '../cell-kind.ts';
import { Column } from '../column.ts';
import { hashBytes, hashNumber } from '../hash.ts';
import { allocate } from '../heap.ts';
import { isLessByDigits } from './compare-digits.ts';
import { addHash, registers } from './distinct.ts';
import { compareTo, Extreme, keptBytes, prefixOf, setExtreme } from './extreme.ts';

/** Decimals of so many digits differ when their doubles do (IEEE 754). */
const exactDigits = 15;

/** What the values of one column were like: as `lambda/clean/output/column-profile.ts` gathers it for the other tiers. */
@unmanaged
export class Profile {
  nulls: i32;
  /** Fewest and most characters of its text. */
  shortest: i32;
  longest: i32;
  /** Registers of the estimate of different values. */
  ranks: usize;
  least: Extreme;
  greatest: Extreme;
  /** Of what its values are: see `profileKinds`. */
  isText: bool;
  isNumber: bool;
  isExact: bool;
  /** Bytes at the end that are not compared. */
  cut: i32;
}

function newExtreme(): Extreme {
  const extreme = changetype<Extreme>(allocate(offsetof<Extreme>()));
  extreme.bytes = allocate(keptBytes + 16);
  extreme.length = -1;
  return extreme;
}

export function newProfile(): Profile {
  const profile = changetype<Profile>(allocate(offsetof<Profile>()));
  profile.shortest = i32.MAX_VALUE;
  profile.longest = -1;
  profile.ranks = allocate(registers);
  profile.least = newExtreme();
  profile.greatest = newExtreme();
  return profile;
}

/** @param type as `cell-kind.ts` names the column's type, however its cells are read @param cut bytes at the end that are not compared */
export function setProfile(profile: Profile, type: i32, cut: i32): void {
  profile.isText = type == textCell;
  profile.isNumber = type == integerCell || type == numberCell || type == decimalCell;
  profile.isExact = type == integerCell || type == decimalCell;
  profile.cut = cut;
}

/** Adds the column's value in the record under way. */
export function addValue(column: Column): void {
  const profile = column.profile;
  const start = column.start;
  const end = column.end;
  const value = column.value;
  if (profile.isNumber) return addNumber(profile, start, end, value);
  addHash(profile.ranks, hashBytes(start, end));
  if (profile.isText) {
    const characters = <i32>value;
    if (characters < profile.shortest) profile.shortest = characters;
    if (characters > profile.longest) profile.longest = characters;
  }
  const prefix = prefixOf(start, <i32>(end - start));
  const least = profile.least;
  if (least.length < 0 || (prefix <= least.prefix && compareTo(least, start, end, profile.cut) < 0)) {
    setExtreme(least, start, end, prefix, value);
  }
  const greatest = profile.greatest;
  if (greatest.length < 0 || (prefix >= greatest.prefix && compareTo(greatest, start, end, profile.cut) > 0)) {
    setExtreme(greatest, start, end, prefix, value);
  }
}

function addNumber(profile: Profile, start: usize, end: usize, value: f64): void {
  const isLong = <i32>(end - start) > exactDigits;
  // A number of few digits is its double; those of more are told apart by their digits.
  addHash(profile.ranks, isLong ? hashBytes(start, end) : hashNumber(value));
  const least = profile.least;
  const greatest = profile.greatest;
  if (least.length < 0 || value < least.value) setExtreme(least, start, end, 0, value);
  if (greatest.length < 0 || value > greatest.value) setExtreme(greatest, start, end, 0, value);
  if (!profile.isExact || !isLong) return;
  if (value == least.value && isLessByDigits(start, end, least.bytes, least.bytes + least.length)) {
    setExtreme(least, start, end, 0, value);
  }
  if (value == greatest.value && isLessByDigits(greatest.bytes, greatest.bytes + greatest.length, start, end)) {
    setExtreme(greatest, start, end, 0, value);
  }
}
