import { allocate } from './heap.ts';

/** Where one field of the record under way stands. */
@unmanaged
export class Field {
  start: usize;
  end: usize;
  /** Its quotes (CSV) or escapes (JSON) are still to be undone. */
  isRaw: bool;
}

/** The fields of the record under way. */
export class Fields {
  static first: usize = 0;
  static count: i32 = 0;
}

export function setFields(count: i32): void {
  Fields.count = count;
  Fields.first = allocate(<usize>count * offsetof<Field>());
}

export function fieldAt(index: i32): Field {
  return changetype<Field>(Fields.first + <usize>index * offsetof<Field>());
}

export function setField(index: i32, start: usize, end: usize, isRaw: bool): void {
  const field = fieldAt(index);
  field.start = start;
  field.end = end;
  field.isRaw = isRaw;
}

/** Makes all fields empty. */
export function clearFields(at: usize): void {
  for (let index = 0; index < Fields.count; index++) setField(index, at, at, false);
}
