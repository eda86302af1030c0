import { allocate } from './heap.ts';

/** Where the host leaves texts for the kernel. */
export class Scratch {
  static text: usize = 0;
  static room: usize = 0;
  static value: f64 = 0;
}

/** Makes room for a text. @returns where it goes */
export function roomForText(bytes: usize): usize {
  if (bytes > Scratch.room) {
    Scratch.room = bytes * 2;
    Scratch.text = allocate(Scratch.room + 16);
  }
  return Scratch.text;
}

/** Says what the text stands for: of a number the nearest double, of text how many characters. */
export function setTextValue(value: f64): void {
  Scratch.value = value;
}

/** Forgets the room that was made. */
export function forgetScratch(): void {
  Scratch.room = 0;
}
