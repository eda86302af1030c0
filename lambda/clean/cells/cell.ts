import type { Fault } from '../findings.ts';

/**
 * A cell that passed: its canonical text, which goes into the clean file, and the value that JSON Schema judges.
 * Or the fault for which it did not.
 */
export type Cell = { readonly text: string; readonly value: unknown } | { readonly fault: Fault };

/** Reads one cell: trimmed text that is no null token. */
export type ReadCell = (text: string) => Cell;
