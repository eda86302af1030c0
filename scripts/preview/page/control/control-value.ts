import type { ControlModel, ControlValue } from '../../model.ts';

/** The chosen values; of a range its known ends. Empty is "all". */
export function listOf(value: ControlValue): readonly string[] {
  if (value.kind === 'list') return value.values;
  return [value.from, value.to].filter((end) => end !== undefined);
}

/** The same with "all" as the empty list, where every choice is chosen by name. */
export function chosenOf(
  value: ControlValue,
  control: Pick<ControlModel, 'multiple' | 'options' | 'total'>,
): readonly string[] {
  const values = listOf(value);
  const all =
    control.multiple &&
    control.total === control.options.length &&
    control.options.every((option) => values.includes(option));
  return all ? [] : values;
}

/** Whether two values ask for the same. */
export function sameValue(left: ControlValue | undefined, right: ControlValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.kind === 'range') return right.kind === 'range' && left.from === right.from && left.to === right.to;
  return right.kind === 'list' && JSON.stringify(left.values) === JSON.stringify(right.values);
}

/** What is chosen, in few words. */
export function summarise(values: readonly string[], total: number): string {
  if (values.length === 0 || values.length === total) return 'All';
  return values.length <= 2 ? values.join(', ') : `${values.length} of ${total.toLocaleString('en-US')}`;
}
