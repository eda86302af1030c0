import type { ControlModel, ControlValue } from '../../model.ts';

/** What every kind of control is made from. */
export interface ControlOptions {
  readonly control: ControlModel;
  readonly value: ControlValue;
  /** In a file nothing can be computed anew: the value is shown and can't be changed. */
  readonly disabled: boolean;
  change(value: ControlValue): void;
}
