/** A process that goes on only when it is told to, one step at a time. */
export interface Process {
  readonly label: string;
  readonly ended: boolean;
  /** Lets it do one step: up to its next pause, or its end. */
  step(): Promise<void>;
}

/** Called before each effect; the process waits there for its next step. */
export type Pause = () => Promise<void>;

/**
 * Starts a process that waits before its first step. One that is never stepped again is one that was killed.
 * @param body what throws out of it throws out of `step`
 */
export function startProcess(label: string, body: (pause: Pause) => Promise<void>): Process {
  let wake = (): void => undefined;
  let arrived = (): void => undefined;
  let ended = false;
  let thrown: { readonly error: unknown } | undefined;
  const pause: Pause = () =>
    new Promise((resolve) => {
      wake = resolve;
      arrived();
    });
  void pause()
    .then(() => body(pause))
    .catch((error: unknown) => {
      thrown = { error };
    })
    .finally(() => {
      ended = true;
      arrived();
    });
  return {
    label,
    get ended() {
      return ended;
    },
    async step() {
      await new Promise<void>((resolve) => {
        arrived = resolve;
        wake();
      });
      if (thrown !== undefined) throw thrown.error;
    },
  };
}
