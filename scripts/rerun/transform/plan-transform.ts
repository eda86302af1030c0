import { findHindrance, type RunState } from '../../../lambda/pipeline/run-state.ts';
import { clock } from '../refusals.ts';
import { executionLink, type PipelinePlaces } from './places.ts';

/** What asking for a run would do now. */
export interface TransformPlan {
  readonly state: RunState;
  /** Sentences, the first of what would be done. */
  readonly says: readonly string[];
}

/**
 * @param now milliseconds since 1970
 * @param atOnce whether a pause would be ended
 */
export function planTransform(state: RunState, places: PipelinePlaces, now: number, atOnce: boolean): TransformPlan {
  const { requested, done, failures, notBefore, lease } = state;
  const owed = requested - done;
  const hindrance = findHindrance({ ...state, requested: requested + 1, notBefore: atOnce ? 0 : notBefore }, now);
  const begins = {
    'nothing-owed': 'a run would begin',
    held: 'one more run would begin when the present one ends, unless it has not begun to read yet',
    'too-soon': `a run would begin by itself at ${clock(notBefore)}, or at once with --force`,
  };
  return {
    state,
    says: [
      `ask ${places.startRun} for a run${atOnce ? ', at once' : ''}: ${hindrance === undefined ? 'it would begin now' : begins[hindrance]}`,
      owed > 0
        ? `a run is owed already, by ${owed} ${owed === 1 ? 'request' : 'requests'}`
        : 'nothing is owed: without this request no run begins',
      ...(lease !== undefined && lease.until > now
        ? [`run ${lease.run} is under way: ${executionLink(places, lease.run)}`]
        : ['no run is under way']),
      ...(failures > 0 ? [`${failures} in a row failed`] : []),
      ...(notBefore > now ? [`paused until ${clock(notBefore)}`] : []),
    ],
  };
}
