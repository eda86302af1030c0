import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';

/** Structures that checks ask for by name. A new check adds its structure here. */
export interface Structures {
  readonly CalculatedField: quicksight.CalculatedField;
  readonly CategoricalDimensionField: quicksight.CategoricalDimensionField;
  readonly CategoricalMeasureField: quicksight.CategoricalMeasureField;
  readonly CategoryFilter: quicksight.CategoryFilter;
  readonly ColumnIdentifier: quicksight.ColumnIdentifier;
  readonly DateDimensionField: quicksight.DateDimensionField;
  readonly DateMeasureField: quicksight.DateMeasureField;
  readonly FilterGroup: quicksight.FilterGroup;
  readonly FreeFormLayoutElement: quicksight.FreeFormLayoutElement;
  readonly GridLayoutElement: quicksight.GridLayoutElement;
  readonly NumericEqualityFilter: quicksight.NumericEqualityFilter;
  readonly NumericRangeFilter: quicksight.NumericRangeFilter;
  readonly NumericalDimensionField: quicksight.NumericalDimensionField;
  readonly NumericalMeasureField: quicksight.NumericalMeasureField;
  readonly ParameterDeclaration: quicksight.ParameterDeclaration;
  readonly RelativeDatesFilter: quicksight.RelativeDatesFilter;
  readonly SheetDefinition: quicksight.SheetDefinition;
  readonly SheetTextBox: quicksight.SheetTextBox;
  readonly TimeEqualityFilter: quicksight.TimeEqualityFilter;
  readonly TimeRangeFilter: quicksight.TimeRangeFilter;
}

/** A structure somewhere in the definition. */
export interface Located<T> {
  readonly value: T;
  readonly path: JsonPath;
}

/** The structures of a definition by the name of their type, each list in the order of the file. */
export class DefinitionIndex {
  readonly #byType = new Map<string, Located<Readonly<Record<string, unknown>>>[]>();

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
