import type { RunLedger } from '../run-ledger.ts';
import { atRest, findHindrance, type RunState } from '../run-state.ts';

/** A ledger whose updates happen in memory, each at once: what DynamoDB promises for one item. */
export function memoryLedger(): RunLedger {
  let state: RunState = atRest;
  /** @returns the item after the change; undefined when the run does not hold the lease */
  const asHolder = (run: string, change: (lease: NonNullable<RunState['lease']>) => RunState): RunState | undefined => {
    if (state.lease?.run !== run) return undefined;
    state = change(state.lease);
    return state;
  };
  return {
    read: async () => state,
    request: async ({ atOnce } = {}) => {
      state = { ...state, requested: state.requested + 1, ...(atOnce === true ? { notBefore: 0 } : {}) };
      return state;
    },
    take: async (run, { now, until, notBefore }) => {
      if (findHindrance(state, now) !== undefined) return false;
      state = { ...state, lease: { run, until }, notBefore };
      return true;
    },
    renew: async (run, until) => asHolder(run, (lease) => ({ ...state, lease: { ...lease, until } })) !== undefined,
    begin: async (run, until) =>
      asHolder(run, () => ({ ...state, lease: { run, until, seen: state.requested } }))?.lease?.seen,
    finish: async (run) => {
      const { seen } = state.lease ?? {};
      if (seen === undefined) return false;
      return asHolder(run, () => ({ ...state, done: seen, failures: 0, lease: undefined })) !== undefined;
    },
    release: async (run, notBefore) =>
      asHolder(run, () => ({ ...state, failures: state.failures + 1, notBefore, lease: undefined })) !== undefined,
  };
}
