import { equalBytes } from './bytes.ts';
import { hashBytes } from './hash.ts';
import { allocate } from './heap.ts';

/** One text of a set: its hash, where its bytes stand, how many. */
@unmanaged
class Entry {
  hash: u32;
  start: usize;
  length: i32;
}

/** A set of texts. Empty slots have a start of 0; there are at least twice as many slots as texts. */
@unmanaged
export class TextSet {
  /** Bits of the lengths that texts have; lengths from 63 on share a bit. */
  lengths: u64;
  mask: u32;
  slots: usize;
}

function lengthBit(length: i32): u64 {
  return (<u64>1) << min(length, 63);
}

/** @param count how many texts it will hold */
export function newTextSet(count: i32): TextSet {
  const set = changetype<TextSet>(allocate(offsetof<TextSet>()));
  let slots: u32 = 2;
  while (slots < <u32>count * 2) slots *= 2;
  set.mask = slots - 1;
  set.slots = allocate(slots * offsetof<Entry>());
  return set;
}

/** @param start where the text stands, and goes on standing */
export function addText(set: TextSet, start: usize, length: i32): void {
  const hash = hashBytes(start, start + length);
  let slot = hash & set.mask;
  while (entryAt(set, slot).start !== 0) slot = (slot + 1) & set.mask;
  const entry = entryAt(set, slot);
  entry.hash = hash;
  entry.start = start;
  entry.length = length;
  set.lengths |= lengthBit(length);
}

export function hasText(set: TextSet, start: usize, end: usize): bool {
  const length = <i32>(end - start);
  if ((set.lengths & lengthBit(length)) === 0) return false;
  const hash = hashBytes(start, end);
  let slot = hash & set.mask;
  while (true) {
    const entry = entryAt(set, slot);
    if (entry.start === 0) return false;
    if (entry.hash === hash && entry.length === length && equalBytes(entry.start, start, length)) return true;
    slot = (slot + 1) & set.mask;
  }
}

function entryAt(set: TextSet, slot: u32): Entry {
  return changetype<Entry>(set.slots + slot * offsetof<Entry>());
}
