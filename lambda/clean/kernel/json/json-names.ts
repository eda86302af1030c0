import { equalBytes } from '../bytes.ts';
import { allocate } from '../heap.ts';

/** What a name in an object leads to: a column, or an object further in. */
@unmanaged
class JsonMember {
  /** The name as JSON writes it without escapes, in UTF-8. */
  name: usize;
  length: i32;
  /** Number of the column; -1: `inner` says what is further in. */
  column: i32;
  inner: JsonNames;
  /** Number of the record in which it was met last. */
  metIn: u32;
}

/** The names of one object of the schema, in its order. */
@unmanaged
export class JsonNames {
  members: usize;
  count: i32;
}

/** The names of a whole record. */
export class RecordNames {
  static names: JsonNames = changetype<JsonNames>(0);
}

/** @param count how many it will have */
export function newJsonNames(count: i32): JsonNames {
  const names = changetype<JsonNames>(allocate(offsetof<JsonNames>()));
  names.members = allocate(<usize>count * offsetof<JsonMember>());
  return names;
}

/** @param column -1: an object with the names of `inner` */
export function addJsonName(names: JsonNames, name: usize, length: i32, column: i32, inner: JsonNames): void {
  const member = memberAt(names, names.count++);
  member.name = name;
  member.length = length;
  member.column = column;
  member.inner = inner;
}

export function setJsonNames(names: JsonNames): void {
  RecordNames.names = names;
}

export function memberAt(names: JsonNames, index: i32): JsonMember {
  return changetype<JsonMember>(names.members + <usize>index * offsetof<JsonMember>());
}

/** Finds a member by its bytes. Objects mostly keep one order, so the search begins with the member expected next. @returns -1: none */
export function findMember(names: JsonNames, expected: i32, start: usize, end: usize): i32 {
  const count = names.count;
  const length = <i32>(end - start);
  for (let step = 0; step < count; step++) {
    const index = expected + step < count ? expected + step : expected + step - count;
    const member = memberAt(names, index);
    if (member.length === length && equalBytes(member.name, start, length)) return index;
  }
  return -1;
}
