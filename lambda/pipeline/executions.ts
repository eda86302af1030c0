/** The machine's executions, as far as they matter to who may start one. */
export interface Executions {
  /** Starts the machine under this name. One that was started under it already is left as it is, running or not. */
  start(run: string): Promise<void>;
  /** `unknown`: none was ever started under this name. May lag behind: `running` of one that has just ended, `unknown` of a new one. */
  statusOf(run: string): Promise<'running' | 'ended' | 'unknown'>;
}
