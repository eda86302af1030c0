import type { NumericFormatConfiguration } from '@aws-sdk/client-quicksight';

/** How a number is written, by its unit. */
export type NumberFormat =
  | { readonly kind: 'currency'; readonly symbol: string; readonly decimals: number; readonly scaled: boolean }
  /** A fraction: 0.12 is written 12.0%. */
  | { readonly kind: 'percent'; readonly decimals: number }
  | { readonly kind: 'number'; readonly decimals: number; readonly scaled: boolean; readonly suffix: string }
  /** A year: no separators. */
  | { readonly kind: 'year' };

/** As QuickSight takes it. A missing value is `–`. */
export function numericFormat(format: NumberFormat): NumericFormatConfiguration {
  const common = {
    SeparatorConfiguration: {
      ThousandsSeparator: { Symbol: 'COMMA' as const, Visibility: format.kind === 'year' ? 'HIDDEN' : 'VISIBLE' },
      DecimalSeparator: 'DOT',
    },
    // What is scaled where it is long has as many as it needs: 5,030, and 1.27M.
    ...('scaled' in format && format.scaled
      ? {}
      : { DecimalPlacesConfiguration: { DecimalPlaces: format.kind === 'year' ? 0 : format.decimals } }),
    NegativeValueConfiguration: { DisplayMode: 'NEGATIVE' },
    NullValueFormatConfiguration: { NullString: '–' },
  } as const;
  switch (format.kind) {
    case 'percent':
      return { PercentageDisplayFormatConfiguration: common };
    case 'currency':
      return {
        CurrencyDisplayFormatConfiguration: {
          ...common,
          Symbol: format.symbol,
          ...(format.scaled ? { NumberScale: 'AUTO' } : {}),
        },
      };
    case 'year':
      return { NumberDisplayFormatConfiguration: common };
    case 'number':
      return {
        NumberDisplayFormatConfiguration: {
          ...(format.suffix === '' ? {} : { Suffix: format.suffix }),
          ...common,
          ...(format.scaled ? { NumberScale: 'AUTO' } : {}),
        },
      };
  }
}
