import type { DuckDBConnection } from '@duckdb/node-api';
import type { Engine } from '../engine.ts';

/** Connections of which each serves one step at a time: so many steps run side by side, the others wait for their turn. */
export class ConnectionLanes {
  readonly #free: DuckDBConnection[];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];

  private constructor(connections: readonly DuckDBConnection[]) {
    this.#free = [...connections];
  }

  static async open(engine: Engine, lanes: number): Promise<ConnectionLanes> {
    return new ConnectionLanes(await Promise.all(Array.from({ length: lanes }, () => engine.connect())));
  }

  async run<Result>(step: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const connection =
      this.#free.shift() ?? (await new Promise<DuckDBConnection>((resolve) => this.#waiting.push(resolve)));
    try {
      return await step(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(connection);
      else next(connection);
    }
  }
}
