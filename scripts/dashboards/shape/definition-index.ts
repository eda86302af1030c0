import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';

/** Structures that checks ask for by name. A new check adds its structure here. */
export interface Structures {
  readonly AxisLabelOptions: quicksight.AxisLabelOptions;
  readonly BodySectionConfiguration: quicksight.BodySectionConfiguration;
  readonly CalculatedField: quicksight.CalculatedField;
  readonly CalculatedMeasureField: quicksight.CalculatedMeasureField;
  readonly CategoricalDimensionField: quicksight.CategoricalDimensionField;
  readonly CategoricalMeasureField: quicksight.CategoricalMeasureField;
  readonly CategoryFilter: quicksight.CategoryFilter;
  readonly CategoryFilterConfiguration: quicksight.CategoryFilterConfiguration;
  readonly ColumnIdentifier: quicksight.ColumnIdentifier;
  readonly ConditionalFormattingCustomIconCondition: quicksight.ConditionalFormattingCustomIconCondition;
  readonly ConditionalFormattingGradientColor: quicksight.ConditionalFormattingGradientColor;
  readonly ConditionalFormattingIconSet: quicksight.ConditionalFormattingIconSet;
  readonly ConditionalFormattingSolidColor: quicksight.ConditionalFormattingSolidColor;
  readonly ControlTitleFormatText: quicksight.ControlTitleFormatText;
  readonly CustomActionURLOperation: quicksight.CustomActionURLOperation;
  readonly CustomFilterConfiguration: quicksight.CustomFilterConfiguration;
  readonly CustomFilterListConfiguration: quicksight.CustomFilterListConfiguration;
  readonly DataSetIdentifierDeclaration: quicksight.DataSetIdentifierDeclaration;
  readonly DateDimensionField: quicksight.DateDimensionField;
  readonly DateMeasureField: quicksight.DateMeasureField;
  readonly DateTimeHierarchy: quicksight.DateTimeHierarchy;
  readonly DateTimeParameterDeclaration: quicksight.DateTimeParameterDeclaration;
  readonly DecimalParameterDeclaration: quicksight.DecimalParameterDeclaration;
  readonly ExplicitHierarchy: quicksight.ExplicitHierarchy;
  readonly FilledMapAggregatedFieldWells: quicksight.FilledMapAggregatedFieldWells;
  readonly FilterCrossSheetControl: quicksight.FilterCrossSheetControl;
  readonly FilterDateTimePickerControl: quicksight.FilterDateTimePickerControl;
  readonly FilterGroup: quicksight.FilterGroup;
  readonly FilterOperationSelectedFieldsConfiguration: quicksight.FilterOperationSelectedFieldsConfiguration;
  readonly FilterRelativeDateTimeControl: quicksight.FilterRelativeDateTimeControl;
  readonly FilterSliderControl: quicksight.FilterSliderControl;
  readonly FreeFormLayoutElement: quicksight.FreeFormLayoutElement;
  readonly GeospatialMapAggregatedFieldWells: quicksight.GeospatialMapAggregatedFieldWells;
  readonly GridLayoutElement: quicksight.GridLayoutElement;
  readonly ImageStaticFile: quicksight.ImageStaticFile;
  readonly IntegerParameterDeclaration: quicksight.IntegerParameterDeclaration;
  readonly KPIOptions: quicksight.KPIOptions;
  readonly LocalNavigationConfiguration: quicksight.LocalNavigationConfiguration;
  readonly LongFormatText: quicksight.LongFormatText;
  readonly MappedDataSetParameter: quicksight.MappedDataSetParameter;
  readonly NestedFilter: quicksight.NestedFilter;
  readonly NumericEqualityFilter: quicksight.NumericEqualityFilter;
  readonly NumericRangeFilter: quicksight.NumericRangeFilter;
  readonly NumericalDimensionField: quicksight.NumericalDimensionField;
  readonly NumericalMeasureField: quicksight.NumericalMeasureField;
  readonly ParameterDateTimePickerControl: quicksight.ParameterDateTimePickerControl;
  readonly ParameterDeclaration: quicksight.ParameterDeclaration;
  readonly ParameterSliderControl: quicksight.ParameterSliderControl;
  readonly PredefinedHierarchy: quicksight.PredefinedHierarchy;
  readonly RelativeDatesFilter: quicksight.RelativeDatesFilter;
  readonly RollingDateConfiguration: quicksight.RollingDateConfiguration;
  readonly SameSheetTargetVisualConfiguration: quicksight.SameSheetTargetVisualConfiguration;
  readonly SetParameterValueConfiguration: quicksight.SetParameterValueConfiguration;
  readonly SheetControlLayout: quicksight.SheetControlLayout;
  readonly SheetDefinition: quicksight.SheetDefinition;
  readonly SheetElementRenderingRule: quicksight.SheetElementRenderingRule;
  readonly SheetTextBox: quicksight.SheetTextBox;
  readonly SheetTooltip: quicksight.SheetTooltip;
  readonly SheetVisualScopingConfiguration: quicksight.SheetVisualScopingConfiguration;
  readonly ShortFormatText: quicksight.ShortFormatText;
  readonly StringParameterDeclaration: quicksight.StringParameterDeclaration;
  readonly TimeEqualityFilter: quicksight.TimeEqualityFilter;
  readonly TimeRangeFilter: quicksight.TimeRangeFilter;
  readonly TooltipSheetDefinition: quicksight.TooltipSheetDefinition;
  readonly TopBottomFilter: quicksight.TopBottomFilter;
  readonly UnaggregatedField: quicksight.UnaggregatedField;
}

/** A structure somewhere in the definition. */
export interface Located<T> {
  readonly value: T;
  readonly path: JsonPath;
}

/** The structures of a definition by the name of their type, each list in the order of the file. */
export class DefinitionIndex {
  readonly #byType = new Map<string, Located<Readonly<Record<string, unknown>>>[]>();

  readonly #lost: JsonPath[] = [];

  /** @param path of what was left out because it does not fit, or is no member that the schema knows */
  addLost(path: JsonPath): void {
    this.#lost.push(path);
  }

  /**
   * Whether something was left out at a path or below it: what would be there may be what others refer to, so that nobody can say
   * that it is missing.
   * @param depth how many steps below it are looked at
   */
  hasLost(path: JsonPath, depth: number): boolean {
    return this.#lost.some(
      (lost) =>
        lost.length >= path.length &&
        lost.length <= path.length + depth &&
        path.every((step, position) => lost[position] === step),
    );
  }

  /** @param type its name in the schema's $defs */
  add(type: string, value: Readonly<Record<string, unknown>>, path: JsonPath): void {
    const known = this.#byType.get(type);
    if (known === undefined) this.#byType.set(type, [{ value, path }]);
    else known.push({ value, path });
  }

  /** Every structure of a type. They have passed the shape check for that type, which is what makes the type true. */
  of<Name extends keyof Structures>(type: Name): readonly Located<Structures[Name]>[] {
    return (this.#byType.get(type) ?? []) as unknown as readonly Located<Structures[Name]>[];
  }

  /** Every structure, with the name of its type. */
  *all(): Generator<Located<Readonly<Record<string, unknown>>> & { readonly type: string }> {
    for (const [type, list] of this.#byType) for (const { value, path } of list) yield { type, value, path };
  }

  /** Every string member of that name, whatever structure holds it: `ParameterName`, `DataSetIdentifier`. */
  *stringsNamed(...members: readonly string[]): Generator<Located<string>> {
    for (const located of this.#byType.values()) {
      for (const { value, path } of located) {
        for (const member of members) {
          const text = value[member];
          if (typeof text === 'string') yield { value: text, path: [...path, member] };
        }
      }
    }
  }
}
