import type { ExactLiterals } from './exact-integers.ts';
import { ambiguousInteger, type SchemaFinding } from './findings.ts';
import type { JsonDocument } from './json-document.ts';

/**
 * Reads the integers beyond 2^53 from a schema's text: bounds of 64 bits are judged as they are written, not as the doubles that they
 * become.
 * @returns them by their doubles, and a finding for each that is another integer with the same double
 */
export function readLargeIntegers({ largeIntegers }: JsonDocument): {
  exact: ExactLiterals;
  findings: readonly SchemaFinding[];
} {
  const exact = new Map<number, bigint>();
  const findings: SchemaFinding[] = [];
  for (const { nearest, exact: integer, place } of largeIntegers) {
    const before = exact.get(nearest) ?? integer;
    exact.set(nearest, before);
    if (before !== integer) findings.push(ambiguousInteger(place, integer, before));
  }
  return { exact, findings };
}
