import type {
  DefaultFilterControlConfiguration,
  Filter,
  FilterControl,
  ParameterControl,
} from '@aws-sdk/client-quicksight';
import type { ControlModel } from '../../model.ts';

/** A control of a sheet, read. */
export interface Control {
  readonly id: string;
  readonly title: string | undefined;
  readonly kind: ControlModel['kind'];
  readonly multiple: boolean;
  /** What it sets. */
  readonly sets: { readonly parameter: string } | { readonly filter: string };
  /** Choices that the definition lists; undefined: the column's values. */
  readonly choices: readonly string[] | undefined;
  /** The column whose values a parameter's control offers. */
  readonly column: { readonly dataSet: string; readonly name: string } | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  /** A slider, number or date that has two ends. */
  readonly range: boolean;
  /** Choices are meant to follow another control's value. */
  readonly cascading: boolean;
}

const plain = {
  multiple: false,
  choices: undefined,
  column: undefined,
  minimum: undefined,
  maximum: undefined,
  step: undefined,
  range: false,
  cascading: false,
} as const;

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_ParameterControl.html */
export function readParameterControl(control: ParameterControl): Control | undefined {
  const { Dropdown, List, Slider, TextField, TextArea, DateTimePicker } = control;
  const body = Dropdown ?? List ?? Slider ?? TextField ?? TextArea ?? DateTimePicker;
  if (body?.ParameterControlId === undefined || body.SourceParameterName === undefined) return undefined;
  const shared = {
    ...plain,
    id: body.ParameterControlId,
    title: body.Title,
    sets: { parameter: body.SourceParameterName },
  };
  const choice = Dropdown ?? List;
  if (choice !== undefined) {
    const { Values, LinkToDataSetColumn: link } = choice.SelectableValues ?? {};
    return {
      ...shared,
      kind: Dropdown === undefined ? 'list' : 'dropdown',
      multiple: choice.Type === 'MULTI_SELECT',
      choices: Values ?? (link === undefined ? [] : undefined),
      column:
        link?.DataSetIdentifier === undefined || link.ColumnName === undefined
          ? undefined
          : { dataSet: link.DataSetIdentifier, name: link.ColumnName },
      cascading: (choice.CascadingControlConfiguration?.SourceControls ?? []).length > 0,
    };
  }
  if (Slider !== undefined)
    return {
      ...shared,
      kind: 'slider',
      minimum: Slider.MinimumValue,
      maximum: Slider.MaximumValue,
      step: Slider.StepSize,
    };
  return { ...shared, kind: DateTimePicker === undefined ? 'text' : 'date' };
}

/**
 * https://docs.aws.amazon.com/quicksight/latest/APIReference/API_FilterControl.html
 * @param filterOf the filter of a FilterId: a cross-sheet control looks like its filter says
 */
export function readFilterControl(
  control: FilterControl,
  filterOf: (id: string) => Filter | undefined,
): Control | undefined {
  const { Dropdown, List, Slider, TextField, TextArea, DateTimePicker, RelativeDateTime, CrossSheet } = control;
  const body = Dropdown ?? List ?? Slider ?? TextField ?? TextArea ?? DateTimePicker ?? RelativeDateTime;
  if (CrossSheet?.FilterControlId !== undefined && CrossSheet.SourceFilterId !== undefined) {
    const shared = { ...plain, id: CrossSheet.FilterControlId, sets: { filter: CrossSheet.SourceFilterId } };
    const cascading = (CrossSheet.CascadingControlConfiguration?.SourceControls ?? []).length > 0;
    return { ...shared, ...crossSheet(filterOf(CrossSheet.SourceFilterId)), cascading };
  }
  if (body?.FilterControlId === undefined || body.SourceFilterId === undefined) return undefined;
  const shared = { ...plain, id: body.FilterControlId, title: body.Title, sets: { filter: body.SourceFilterId } };
  const choice = Dropdown ?? List;
  if (choice !== undefined) {
    return {
      ...shared,
      kind: Dropdown === undefined ? 'list' : 'dropdown',
      multiple: choice.Type !== 'SINGLE_SELECT',
      choices: choice.SelectableValues?.Values,
      cascading: (choice.CascadingControlConfiguration?.SourceControls ?? []).length > 0,
    };
  }
  if (Slider !== undefined)
    return {
      ...shared,
      kind: 'slider',
      minimum: Slider.MinimumValue,
      maximum: Slider.MaximumValue,
      step: Slider.StepSize,
      range: Slider.Type === 'RANGE',
    };
  if (RelativeDateTime !== undefined) return { ...shared, kind: 'date-range', range: true };
  if (DateTimePicker === undefined) return { ...shared, kind: 'text' };
  const range = DateTimePicker.Type === 'DATE_RANGE';
  return { ...shared, kind: range ? 'date-range' : 'date', range };
}

type Looks = Pick<Control, 'title' | 'kind' | 'multiple' | 'minimum' | 'maximum' | 'step' | 'range' | 'choices'>;

function crossSheet(filter: Filter | undefined): Looks {
  const [body] = Object.values(filter ?? {}).filter((each) => each !== undefined);
  const configuration: DefaultFilterControlConfiguration | undefined = body?.DefaultFilterControlConfiguration;
  const { DefaultDropdownOptions, DefaultListOptions, DefaultSliderOptions, DefaultDateTimePickerOptions, ...others } =
    configuration?.ControlOptions ?? {};
  const shared = {
    title: configuration?.Title,
    multiple: false,
    minimum: undefined,
    maximum: undefined,
    step: undefined,
    range: false,
    choices: undefined,
  };
  if (DefaultSliderOptions !== undefined) {
    const { MinimumValue: minimum, MaximumValue: maximum, StepSize: step, Type } = DefaultSliderOptions;
    return { ...shared, kind: 'slider', minimum, maximum, step, range: Type === 'RANGE' };
  }
  if (DefaultDateTimePickerOptions?.Type === 'SINGLE_VALUED') return { ...shared, kind: 'date' };
  const date = filter?.TimeRangeFilter ?? filter?.RelativeDatesFilter ?? others.DefaultRelativeDateTimeOptions;
  if (DefaultDateTimePickerOptions !== undefined || date !== undefined)
    return { ...shared, kind: 'date-range', range: true };
  if (others.DefaultTextFieldOptions !== undefined || others.DefaultTextAreaOptions !== undefined)
    return { ...shared, kind: 'text' };
  const choice = DefaultDropdownOptions ?? DefaultListOptions;
  return {
    ...shared,
    kind: DefaultListOptions === undefined ? 'dropdown' : 'list',
    multiple: choice?.Type !== 'SINGLE_SELECT',
    choices: choice?.SelectableValues?.Values,
  };
}
