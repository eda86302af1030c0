import { type Place, quote } from '../../../lambda/schema/finding.ts';
import type { FormulaProblem } from '../../formula/formula-problem.ts';
import { type FormulaType, typeNoun } from '../../formula/formula-type.ts';
import { type DashboardFinding, error } from './dashboard-finding.ts';

/** What is wrong within a formula, in scripts/formula's words. */
export const formulaFinding = (place: Place, path: string, { code, expected, got, fix }: FormulaProblem) =>
  error(code, place, { subject: path, expected, got, fix });

/** A warning: no page says that QuickSight refuses it. @param format what messages call it: `a solid colour` */
export const noCondition = (
  place: Place,
  path: string,
  format: string,
  formula: string,
  type: FormulaType,
): DashboardFinding => ({
  ...error('formula-type', place, {
    subject: path,
    expected: `a condition for ${format}`,
    got: `${quote(formula)}, ${typeNoun(type)}`,
    fix: 'compare it with something, as in sum({field}) > 100; a gradient and an icon set take a value',
  }),
  severity: 'warn',
});
