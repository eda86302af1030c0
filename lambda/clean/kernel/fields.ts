import { allocate } from './heap.ts';

/** A field without anything that RFC 4180 wants quotes for. */
export const plainField = 0;
/** Any other. */
export const textField = 1;
/** Its doubled quotes (CSV) or escapes (JSON) are still to be undone. */
export const rawField = 2;

/** Where one field of the record under way stands. */
@unmanaged
export class Field {
  start: usize;
  end: usize;
  /** See `plainField`, `textField`, `rawField`. */
  form: i32;
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

export function setField(index: i32, start: usize, end: usize, form: i32): void {
  const field = fieldAt(index);
  field.start = start;
  field.end = end;
  field.form = form;
}

/** Makes all fields empty. */
export function clearFields(at: usize): void {
  for (let index = 0; index < Fields.count; index++) setField(index, at, at, plainField);
}
