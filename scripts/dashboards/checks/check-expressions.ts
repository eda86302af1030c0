import type { FormulaScope } from '../../formula/check/formula-scope.ts';
import { fits } from '../../formula/formula-type.ts';
import type { JudgedFormulas } from '../../formula/judge-formulas.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formulaFinding, noCondition } from '../findings/formula-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { Located, Structures } from '../shape/definition-index.ts';
import { judgeDashboardFormulas, judgeWithoutDataSet } from './formula-fields.ts';
import { visualKey } from './visual-fields.ts';

/** A structure with a formula in its Expression that is no calculated field. */
type Holder = {
  readonly [Name in keyof Structures]: Structures[Name] extends { Expression: string | undefined } ? Name : never;
}[Exclude<keyof Structures, 'CalculatedField'>];

/** How the formulas of one kind of structure are judged, beside what all formulas must hold to. */
interface Manner {
  /** Whose columns it may name. */
  readonly columns: 'of its visual' | 'of its DataSetIdentifier' | 'none known';
  readonly differing: Partial<Omit<FormulaScope, 'columns' | 'aliases'>>;
  /** What messages call the format that is applied where the whole formula holds; undefined: it need be no condition. */
  readonly condition?: string;
}

/**
 * A visual's own formulas stand over what it has grouped, so that the field that it groups by may stand beside aggregates. The user
 * guide says that of no level, so none is judged.
 */
const grouped = new Set(['formula-mixed', 'formula-level'] as const);

/** The console writes `SUM({Sales}) > "TOP_25_PERCENT"` for the conditions that it calls top and bottom percent. */
const percents = /^(TOP|BOTTOM)_\d{1,3}(\.\d+)?_PERCENT$/;

/** Rules name parameters, and no page says how one of several values is compared in them: no type is judged. */
const rule: Manner = { columns: 'none known', differing: { passes: new Set(['formula-type']) } };
const format: Manner = { columns: 'of its visual', differing: { passes: grouped, numberWords: percents } };

/**
 * A solid colour and an icon are shown where a condition holds; gradients and icon sets take a value, and colour every row.
 * https://docs.aws.amazon.com/quicksight/latest/user/conditional-formatting-for-visuals.html
 *
 * Every structure of a definition whose Expression is a formula, but for calculated fields. A test holds the keys equal to the SDK's.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ConditionalFormattingColor.html
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ConditionalFormattingIcon.html
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_CalculatedMeasureField.html
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_RollingDateConfiguration.html
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_SheetElementRenderingRule.html
 */
export const expressionHolders: Readonly<Record<Holder, Manner>> = {
  ConditionalFormattingSolidColor: { ...format, condition: 'a solid colour' },
  ConditionalFormattingGradientColor: format,
  ConditionalFormattingCustomIconCondition: { ...format, condition: 'an icon of its own' },
  ConditionalFormattingIconSet: format,
  CalculatedMeasureField: { columns: 'of its visual', differing: { passes: grouped } },
  RollingDateConfiguration: {
    columns: 'of its DataSetIdentifier',
    differing: { result: { accepts: 'date', of: 'a rolling date' } },
  },
  SheetElementRenderingRule: rule,
};

/**
 * Formulas outside calculated fields: conditional formats, the table calculations of visuals, rolling dates of filters and
 * parameters, rules that show and hide elements.
 */
export function checkExpressions(dashboard: Dashboard): DashboardFinding[] {
  const judged = judgeDashboardFormulas(dashboard);
  const alone = judgeWithoutDataSet(dashboard);
  const visuals = dataSetsOfVisuals(dashboard);
  const judgeOf = (holder: Holder, { value, path }: Located<Structures[Holder]>): JudgedFormulas => {
    const { columns } = expressionHolders[holder];
    const own = 'DataSetIdentifier' in value ? value.DataSetIdentifier : undefined;
    const visual = visuals.get(visualKey(path) ?? '') ?? [];
    const identifier = columns === 'of its visual' ? onlyOne(visual) : columns === 'none known' ? undefined : own;
    return (identifier === undefined ? undefined : judged.get(identifier)?.analysed) ?? alone;
  };
  return (Object.keys(expressionHolders) as Holder[]).flatMap((holder) =>
    dashboard.index.of(holder).flatMap((located) => {
      const { Expression: text } = located.value;
      if (text === undefined) return [];
      const path = [...located.path, 'Expression'];
      const { condition, differing } = expressionHolders[holder];
      const { problems, type } = judgeOf(holder, located).judge(text, differing);
      if (condition !== undefined && problems.length === 0 && !fits({ type }, 'boolean'))
        return [noCondition(dashboard.placeOf(path), formatJsonPath(path), condition, text, type)];
      return problems.map((problem) =>
        formulaFinding(dashboard.placeInText(path, problem.start), formatJsonPath(path), problem),
      );
    }),
  );
}

/** The data sets that the fields of each visual come from, by `visualKey`. */
function dataSetsOfVisuals({ index }: Dashboard): ReadonlyMap<string, ReadonlySet<string>> {
  const visuals = new Map<string, Set<string>>();
  for (const { value, path } of index.of('ColumnIdentifier')) {
    const key = visualKey(path);
    if (key === undefined || value.DataSetIdentifier === undefined) continue;
    const known = visuals.get(key);
    if (known === undefined) visuals.set(key, new Set([value.DataSetIdentifier]));
    else known.add(value.DataSetIdentifier);
  }
  return visuals;
}

function onlyOne(identifiers: Iterable<string>): string | undefined {
  const [only, ...others] = identifiers;
  return others.length === 0 ? only : undefined;
}
