import { allocate } from './heap.ts';
import { clearProfile, newProfile, Profile, setProfile } from './profile/profile.ts';
import {
  slotGreatest,
  slotGreatestLength,
  slotLeast,
  slotLeastLength,
  slotLongest,
  slotNulls,
  slotRanks,
  slotShortest,
} from './slot-names.ts';
import { leave } from './slots.ts';
import { TextSet } from './text-set.ts';

/** One column: how its cells are read, and its value in the record under way. */
@unmanaged
export class Column {
  /** For the host. */
  number: i32;
  /** See `cell-kind.ts`. */
  kind: i32;
  /** Number of the field that holds it; -1: none. */
  field: i32;
  /** A record without a value in it is for the next tier. */
  isNeeded: bool;
  /** It has a place in the clean file. */
  isPublished: bool;
  /** Its value stands there as it is. */
  isOpen: bool;
  /** Whatever the value, the clean file has none. */
  isHidden: bool;
  /** What the rules do not say is for the host to judge. */
  isTested: bool;
  nullTokens: TextSet;
  /** 1 for each byte that a null token begins with: 256 bytes. */
  nullStarts: usize;
  /** What its kind wants to know: a struct of the file that reads the kind. */
  rules: usize;
  profile: Profile;

  isNull: bool;
  /** Its field holds nothing that RFC 4180 wants quotes for. */
  isPlain: bool;
  /** Where the value stands, as in the clean file but without quotes. */
  start: usize;
  end: usize;
  /** Of a number the nearest double, of text how many characters (code points) it has. */
  value: f64;
}

/** Says where the value stands. @returns its end */
export function setValue(column: Column, start: usize, end: usize): usize {
  column.start = start;
  column.end = end;
  return end;
}

/** All columns, in the order of the schema. */
export class Columns {
  static first: usize = 0;
  static count: i32 = 0;
}

export function columnAt(index: i32): Column {
  return changetype<Column>(Columns.first + <usize>index * offsetof<Column>());
}

/** Makes room for the columns of a schema. */
export function setColumns(count: i32): void {
  Columns.count = count;
  Columns.first = allocate(<usize>count * offsetof<Column>());
  for (let index = 0; index < count; index++) {
    const column = columnAt(index);
    column.number = index;
    column.profile = newProfile();
    column.nullStarts = allocate(256);
  }
}

export function setPlace(index: i32, kind: i32, field: i32, isNeeded: bool, isTested: bool): void {
  const column = columnAt(index);
  column.kind = kind;
  column.field = field;
  column.isNeeded = isNeeded;
  column.isTested = isTested;
}

export function setPublication(index: i32, isPublished: bool, isOpen: bool, isHidden: bool): void {
  const column = columnAt(index);
  column.isPublished = isPublished;
  column.isOpen = isOpen;
  column.isHidden = isHidden;
}

export function setRules(index: i32, rules: usize): void {
  columnAt(index).rules = rules;
}

/** @param type the kind of the column's type, however its cells are read @param cut see `Profile` */
export function setProfileOf(index: i32, type: i32, cut: i32): void {
  setProfile(columnAt(index).profile, type, cut);
}

/** Forgets all values, and nothing of how columns are read. */
export function clearProfiles(): void {
  for (let index = 0; index < Columns.count; index++) clearProfile(columnAt(index).profile);
}

/** Leaves what the values of a column were like. */
export function leaveProfile(index: i32): void {
  const profile = columnAt(index).profile;
  leave(slotNulls, profile.nulls);
  leave(slotShortest, profile.shortest);
  leave(slotLongest, profile.longest);
  leave(slotRanks, profile.ranks);
  leave(slotLeast, profile.least.bytes);
  leave(slotLeastLength, profile.least.length);
  leave(slotGreatest, profile.greatest.bytes);
  leave(slotGreatestLength, profile.greatest.length);
}

/** Where the column's value stands, in the record under way. */
export function valueStart(index: i32): usize {
  return columnAt(index).start;
}
export function valueEnd(index: i32): usize {
  return columnAt(index).end;
}

/** @param starts 256 bytes */
export function setNullTokens(index: i32, tokens: TextSet, starts: usize): void {
  const column = columnAt(index);
  column.nullTokens = tokens;
  column.nullStarts = starts;
}
