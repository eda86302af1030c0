import type {
  DateTimeFormatConfiguration,
  FormatConfiguration,
  NegativeValueConfiguration,
  NumberScale,
  NumericFormatConfiguration,
  NumericSeparatorConfiguration,
} from '@aws-sdk/client-quicksight';
import type { ValueFormat } from '../../model.ts';
import type { ValueType } from '../expression/value.ts';

const scales: Partial<Record<NumberScale, ValueFormat['scale']>> = {
  AUTO: 'auto',
  THOUSANDS: 'K',
  MILLIONS: 'M',
  BILLIONS: 'B',
  TRILLIONS: 'T',
};

/** Nothing asked for: as many decimals as a value needs, thousands apart, "null" as QuickSight writes it. */
export const plainFormat: ValueFormat = {
  kind: 'text',
  decimals: undefined,
  currency: undefined,
  scale: undefined,
  prefix: '',
  suffix: '',
  thousands: true,
  negative: 'minus',
  nullText: 'null',
  pattern: undefined,
};

/**
 * How a field's values are written: the first of its own configuration and its column's that says something.
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FormatConfiguration.html
 */
export function valueFormat(
  type: ValueType,
  configurations: readonly (FormatConfiguration | undefined)[],
): ValueFormat {
  const given = configurations.find((each) => each !== undefined);
  if (type === 'number') return numberFormat(numeric(given));
  if (type === 'date') return dateFormat(given?.DateTimeFormatConfiguration);
  const nullText = given?.StringFormatConfiguration?.NullValueFormatConfiguration?.NullString;
  return { ...plainFormat, nullText: nullText ?? plainFormat.nullText };
}

function numeric(given: FormatConfiguration | undefined): NumericFormatConfiguration | undefined {
  return (
    given?.NumberFormatConfiguration?.FormatConfiguration ??
    given?.StringFormatConfiguration?.NumericFormatConfiguration ??
    given?.DateTimeFormatConfiguration?.NumericFormatConfiguration
  );
}

/** Formats of a number, of which a configuration holds at most one. */
export function numberFormat(given: NumericFormatConfiguration | undefined): ValueFormat {
  const { NumberDisplayFormatConfiguration: number, CurrencyDisplayFormatConfiguration: currency } = given ?? {};
  const any = given?.PercentageDisplayFormatConfiguration ?? currency ?? number;
  const scale = (number ?? currency)?.NumberScale;
  return {
    ...plainFormat,
    kind:
      given?.PercentageDisplayFormatConfiguration !== undefined
        ? 'percent'
        : currency !== undefined
          ? 'currency'
          : 'number',
    decimals: any?.DecimalPlacesConfiguration?.DecimalPlaces,
    currency: currency === undefined ? undefined : (currency.Symbol ?? 'USD'),
    scale: scale === undefined ? undefined : scales[scale],
    prefix: any?.Prefix ?? '',
    suffix: any?.Suffix ?? '',
    thousands: thousands(any?.SeparatorConfiguration),
    negative: negative(any?.NegativeValueConfiguration),
    nullText: any?.NullValueFormatConfiguration?.NullString ?? plainFormat.nullText,
  };
}

function thousands(separators: NumericSeparatorConfiguration | undefined): boolean {
  return separators?.ThousandsSeparator?.Visibility !== 'HIDDEN';
}

/** POSITIVE shows a negative number in parentheses, NEGATIVE with its sign. */
function negative(configuration: NegativeValueConfiguration | undefined): ValueFormat['negative'] {
  return configuration?.DisplayMode === 'POSITIVE' ? 'parentheses' : 'minus';
}

function dateFormat(given: DateTimeFormatConfiguration | undefined): ValueFormat {
  return {
    ...plainFormat,
    kind: 'date',
    pattern: given?.DateTimeFormat,
    nullText: given?.NullValueFormatConfiguration?.NullString ?? plainFormat.nullText,
  };
}
