import { quote } from '../../../lambda/schema/finding.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import {
  dateText,
  missingKey,
  oneOf,
  outOfLimits,
  textPattern,
  unknownKey,
  unknownValue,
  wrongType,
} from '../findings/shape-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { PlacedJson } from '../json/placed-json.ts';
import type { ShapeProblem } from './fit-shape.ts';

/** A shape problem as a finding, at its place in the document: an unknown key at the key, all else at the value. */
export function shapeFinding(problem: ShapeProblem, document: PlacedJson): DashboardFinding {
  const { path } = problem;
  const place = document.placeOf(path);
  switch (problem.kind) {
    case 'unknown-key': {
      const { key, type, allowed } = problem;
      const nearest = nearestName(key, allowed);
      return unknownKey(document.placeOfKey(path), formatJsonPath(path.slice(0, -1)), type, key, nearest, allowed);
    }
    case 'missing-key':
      return missingKey(place, formatJsonPath(path), problem.type, problem.key);
    case 'wrong-type':
      return wrongType(place, formatJsonPath(path), problem.expected, brief(problem.got));
    case 'unknown-value': {
      const { got, allowed } = problem;
      return unknownValue(place, formatJsonPath(path), got, nearestName(got, allowed), allowed);
    }
    case 'out-of-limits':
      return outOfLimits(place, formatJsonPath(path), problem.type, problem.expected, problem.got);
    case 'date-text':
      return dateText(place, formatJsonPath(path), brief(problem.got));
    case 'text-pattern':
      return textPattern(place, formatJsonPath(path), problem.type, problem.pattern, problem.got);
    case 'one-of':
      return oneOf(place, formatJsonPath(path), problem.type, problem.set, problem.allowed);
  }
}

function brief(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
