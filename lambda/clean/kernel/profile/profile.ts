import { decimalCell, integerCell, numberCell, textCell } from '../cell-kind.ts';
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
  /** Of text and times: their first eight bytes, as numbers that order as they do. */
  leastPrefix: u64;
  greatestPrefix: u64;
  /** Of numbers: their doubles. */
  leastValue: f64;
  greatestValue: f64;
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
  return extreme;
}

export function newProfile(): Profile {
  const profile = changetype<Profile>(allocate(offsetof<Profile>()));
  profile.ranks = allocate(registers);
  profile.least = newExtreme();
  profile.greatest = newExtreme();
  clearProfile(profile);
  return profile;
}

/** Forgets all values. */
export function clearProfile(profile: Profile): void {
  profile.nulls = 0;
  profile.shortest = i32.MAX_VALUE;
  profile.longest = -1;
  memory.fill(profile.ranks, 0, registers);
  profile.least.length = -1;
  profile.greatest.length = -1;
  profile.leastPrefix = u64.MAX_VALUE;
  profile.greatestPrefix = 0;
  profile.leastValue = Infinity;
  profile.greatestValue = -Infinity;
}

/** @param type as `cell-kind.ts` names the column's type, however its cells are read @param cut bytes at the end that are not compared */
export function setProfile(profile: Profile, type: i32, cut: i32): void {
  profile.isText = type === textCell;
  profile.isNumber = type === integerCell || type === numberCell || type === decimalCell;
  profile.isExact = type === integerCell || type === decimalCell;
  profile.cut = cut;
}

/**
 * Adds a value.
 * @param start where it stands to before `end`, as in the clean file but without quotes
 * @param value of a number the nearest double, of text how many characters it has
 */
export function addValue(profile: Profile, start: usize, end: usize, value: f64): void {
  if (profile.isNumber) {
    addNumber(profile, start, end, value);
    return;
  }
  addHash(profile.ranks, hashBytes(start, end));
  if (profile.isText) {
    const characters = <i32>value;
    profile.shortest = min(profile.shortest, characters);
    profile.longest = max(profile.longest, characters);
  }
  const prefix = prefixOf(start, <i32>(end - start));
  // Between the two, as most values are, nothing needs to be compared.
  if (prefix <= profile.leastPrefix) addLeast(profile, start, end, prefix);
  if (prefix >= profile.greatestPrefix) addGreatest(profile, start, end, prefix);
}

function addLeast(profile: Profile, start: usize, end: usize, prefix: u64): void {
  const least = profile.least;
  if (least.length >= 0 && compareTo(least, start, end, profile.cut) >= 0) return;
  setExtreme(least, start, end);
  profile.leastPrefix = prefix;
}

function addGreatest(profile: Profile, start: usize, end: usize, prefix: u64): void {
  const greatest = profile.greatest;
  if (greatest.length >= 0 && compareTo(greatest, start, end, profile.cut) <= 0) return;
  setExtreme(greatest, start, end);
  profile.greatestPrefix = prefix;
}

function addNumber(profile: Profile, start: usize, end: usize, value: f64): void {
  const isLong = <i32>(end - start) > exactDigits;
  // A number of few digits is its double; those of more are told apart by their digits.
  addHash(profile.ranks, isLong ? hashBytes(start, end) : hashNumber(value));
  if (value < profile.leastValue) addLeastNumber(profile, start, end, value);
  if (value > profile.greatestValue) addGreatestNumber(profile, start, end, value);
  if (!isLong || !profile.isExact) return;
  const least = profile.least;
  const greatest = profile.greatest;
  if (value === profile.leastValue && isLessByDigits(start, end, least.bytes, least.bytes + least.length)) {
    setExtreme(least, start, end);
  }
  if (value === profile.greatestValue && isLessByDigits(greatest.bytes, greatest.bytes + greatest.length, start, end)) {
    setExtreme(greatest, start, end);
  }
}

function addLeastNumber(profile: Profile, start: usize, end: usize, value: f64): void {
  setExtreme(profile.least, start, end);
  profile.leastValue = value;
}

function addGreatestNumber(profile: Profile, start: usize, end: usize, value: f64): void {
  setExtreme(profile.greatest, start, end);
  profile.greatestValue = value;
}
