import type { Came, Tell } from './happening.ts';
import { readTrigger, type TriggerOrigins } from './read-trigger.ts';
import { releaseRun, type StarterSurroundings, startOwed, sweepRuns } from './run-starter.ts';

/** What `start-run` answers. `batchItemFailures` only where a queue asks. */
export interface StarterAnswer {
  readonly came: Came;
  readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
}

export interface StarterOptions extends TriggerOrigins {
  readonly tell?: Tell | undefined;
}

/**
 * Makes the function behind `start-run`. Once a request is counted, the invocation succeeds even when the machine could not be started:
 * the sweeper starts it, and an event that came again would be counted again.
 * @returns a function of an event. It throws PipelineError and EventError for what is no trigger, and what the ledger throws
 */
export function createStarter(surroundings: StarterSurroundings, options: StarterOptions) {
  const { tell = () => undefined } = options;
  const { ledger } = surroundings;

  const request = async (atOnce: boolean): Promise<Came> => {
    const state = await ledger.request({ atOnce });
    try {
      return await startOwed(surroundings, state);
    } catch (error) {
      tell({ what: 'start-failed', error });
      return { what: 'start-failed' };
    }
  };

  const act = async (event: unknown): Promise<StarterAnswer> => {
    const trigger = readTrigger(event, options);
    switch (trigger.what) {
      case 'sweep':
        return { came: await sweepRuns(surroundings) };
      case 'run-ended': {
        if (trigger.succeeded) return { came: await startOwed(surroundings, await ledger.read()) };
        return { came: await releaseRun(surroundings, trigger.run) };
      }
      case 'request':
        return { came: await request(trigger.atOnce) };
      case 'objects': {
        for (const { id, error } of trigger.refused ?? []) tell({ what: 'message-refused', message: id, error });
        const came = trigger.manifests === 0 ? { what: 'no-manifest' as const } : await request(false);
        const batchItemFailures = trigger.refused?.map(({ id }) => ({ itemIdentifier: id }));
        return { came, ...(batchItemFailures === undefined ? {} : { batchItemFailures }) };
      }
    }
  };

  return async (event: unknown): Promise<StarterAnswer> => {
    const answer = await act(event);
    tell({ what: 'looked', came: answer.came });
    return answer;
  };
}
