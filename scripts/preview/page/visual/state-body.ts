import type { VisualModel } from '../../model.ts';
import { element } from '../element.ts';
import type { Body } from './body.ts';

/** What a card says instead of a drawing: that it can't be drawn, that the query failed, or that nothing matches. */
export function stateBody(visual: VisualModel): Body | undefined {
  if (visual.kind === 'not-drawn') return say('not-drawn', `${visual.asked} is not drawn here`, visual.reason);
  if (visual.error !== undefined) return say('failed', 'This could not be computed', visual.error);
  if (visual.result.rows.length > 0) return undefined;
  return say('empty', 'No rows', 'Nothing matches the controls and filters in force.');
}

function say(state: 'not-drawn' | 'failed' | 'empty', heading: string, text: string): Body {
  const node = element(
    'div',
    // A small card scrolls: the keyboard must reach it.
    { class: `state state-${state}`, tabindex: 0, role: 'group', 'aria-label': heading },
    element('p', { class: 'state-heading' }, heading),
    element('p', { class: 'state-text' }, text),
  );
  return { node, dispose: () => {} };
}
