/** What the kernel asks of TypeScript: rare things, for a call costs as much as a short cell. Columns go by their numbers. */

/**
 * Reads a cell as text, by the cells of the other tiers, and judges it by all that the schema says.
 * @returns how many bytes of canonical text stand at `Scratch.text` (with `Scratch.value` as their value); -1: the record is for the next tier
 */
export declare function readAsText(column: i32, start: usize, end: usize): i32;

/** Judges a canonical value by the column's own keywords: as text, as a number, as true or false. */
export declare function passesText(column: i32, start: usize, end: usize): bool;
export declare function passesNumber(column: i32, value: f64): bool;
export declare function passesBoolean(column: i32, value: bool): bool;

/** Whether sound UTF-8 is in NFC. */
export declare function isComposed(start: usize, end: usize): bool;

/** @returns how many bytes of what may be published stand at `Scratch.text`; -1: nothing may */
export declare function protect(column: i32, start: usize, end: usize): i32;

/** @param wall a wall clock's time in milliseconds, as if it were UTC @returns the instant; NaN where clocks skipped it or showed it twice */
export declare function toInstant(column: i32, wall: f64): f64;

/** Looks up the key of the record under way. @param lines how many lines the reading passed before it @returns whether it came before */
export declare function isDuplicate(lines: i32, row: f64): bool;
