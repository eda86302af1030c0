import type { Place } from '../../../lambda/schema/finding.ts';
import type { FormulaProblem } from '../../formula/formula-problem.ts';
import { error } from './dashboard-finding.ts';

/** What is wrong within a formula, in scripts/formula's words. */
export const formulaFinding = (place: Place, path: string, { code, expected, got, fix }: FormulaProblem) =>
  error(code, place, { subject: path, expected, got, fix });
