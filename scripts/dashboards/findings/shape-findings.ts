import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { type DashboardFinding, error, meant, some } from './dashboard-finding.ts';

/** @param path JSON path of the object; @param type name of its structure in the API */
export const unknownKey = (
  place: Place,
  path: string,
  type: string,
  key: string,
  nearest: string | undefined,
  allowed: readonly string[],
): DashboardFinding =>
  error('unknown-key', place, {
    subject: path,
    expected: `a key of ${type}`,
    got: quote(key),
    fix: meant(nearest, `its keys are ${some(allowed, 12)}`),
  });

export const missingKey = (place: Place, path: string, type: string, key: string): DashboardFinding =>
  error('missing-key', place, {
    subject: path,
    expected: `the key ${quote(key)}, which ${type} requires`,
    got: 'none',
    fix: `add ${quote(key)}; until then what holds it is left out`,
  });

/** @param got the value as a message shows it */
export const wrongType = (place: Place, path: string, expected: string, got: string): DashboardFinding =>
  error('wrong-type', place, {
    subject: path,
    expected,
    got,
    fix:
      expected === 'a number' && /^"-?[\d.]+"$/.test(got)
        ? 'take the quotes away'
        : 'change the value or remove the key',
  });

export const unknownValue = (
  place: Place,
  path: string,
  got: string,
  nearest: string | undefined,
  allowed: readonly string[],
): DashboardFinding =>
  error('unknown-value', place, {
    subject: path,
    expected: `one of ${some(allowed, 12)}`,
    got: quote(got),
    fix: meant(nearest, 'write one of these, in capitals as they stand'),
  });

export const oneOf = (
  place: Place,
  path: string,
  type: string,
  set: readonly string[],
  allowed: readonly string[],
): DashboardFinding =>
  error('one-of', place, {
    subject: path,
    expected: `exactly one of the keys of ${type}: ${some(allowed)}`,
    got: set.length === 0 ? 'none' : set.join(' and '),
    fix: set.length === 0 ? 'set one' : 'keep one; QuickSight refuses the others beside it',
  });

/** @param type the member, `SheetDefinition.Visuals`: its structure's page of the API reference holds the limit */
export const outOfLimits = (place: Place, path: string, type: string, expected: string, got: string) =>
  error('out-of-limits', place, {
    subject: path,
    expected,
    got,
    fix: `keep to the limit of ${type}; QuickSight refuses what is beyond it`,
  });

/** What AWS's patterns mean, in words. */
const patternWords: Readonly<Record<string, string>> = {
  '^[\\w-]+$': 'letters, digits, _ and - only',
  '^[a-zA-Z0-9]+$': 'letters and digits only',
  '^#[A-F0-9]{6}$': 'a colour as #RRGGBB, in capitals',
  '^#[A-F0-9]{6}(?:[A-F0-9]{2})?$': 'a colour as #RRGGBB or #RRGGBBAA, in capitals',
  '^[A-Z]{3}$': 'a currency code of three capitals',
  '\\S': 'text that is not blank',
};

export const textPattern = (place: Place, path: string, type: string, pattern: string, got: string) =>
  error('text-pattern', place, {
    subject: path,
    expected: patternWords[pattern] ?? `text that matches ${pattern}`,
    got: quote(got),
    fix: `write it so; QuickSight refuses any other ${type}`,
  });

/** @param got the value as a message shows it */
export const dateText = (place: Place, path: string, got: string): DashboardFinding =>
  error('date-text', place, {
    subject: path,
    expected: 'a date as ISO 8601 has it (2024-02-01, 2024-02-01T09:30:00Z), or seconds since 1970 as a number',
    got,
    fix: 'write it so; the SDK would refuse any other, or guess at day and month',
  });
