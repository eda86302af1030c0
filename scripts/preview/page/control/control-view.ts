import { choiceControl } from './choice-control.ts';
import type { ControlOptions } from './control-options.ts';
import { dateControl } from './date-control.ts';
import { dropdownControl } from './dropdown-control.ts';
import { sliderControl } from './slider-control.ts';
import { textControl } from './text-control.ts';

/** The element of a control, by its kind. */
export function controlView(options: ControlOptions): HTMLElement {
  switch (options.control.kind) {
    case 'dropdown':
      return dropdownControl(options);
    case 'list':
      return choiceControl(options);
    case 'text':
      return textControl(options);
    case 'slider':
      return sliderControl(options);
    case 'date':
    case 'date-range':
      return dateControl(options);
  }
}
