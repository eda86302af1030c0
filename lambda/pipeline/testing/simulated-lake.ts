import { MemoryStore } from '../../store/testing/memory-store.ts';
import { createRunStep } from '../create-run-step.ts';
import { createStarter } from '../create-starter.ts';
import type { Executions } from '../executions.ts';
import type { RunLedger } from '../run-ledger.ts';
import { type Pause, type Process, startProcess } from './process.ts';

const machine = 'arn:aws:states:eu-central-1:123456789012:stateMachine:run';
const processedBucket = 'csv-processed-data';
const runTimeout = 3_600_000;
/** DescribeExecution may tell what was true this long ago. */
const lag = 2_000;

interface Execution {
  readonly process: Process;
  readonly startedAt: number;
  endedAt: number | undefined;
}

type Call = (...args: unknown[]) => unknown;
const isCall = (value: unknown): value is Call => typeof value === 'function';

type Event = object;
interface Invocation {
  readonly process: Process;
  /** What comes again when the invocation dies. */
  readonly event: Event | undefined;
}

const landed = (number: number): Event => ({
  Records: [{ s3: { bucket: { name: processedBucket }, object: { key: `_manifests/orders/${number}.csv.json` } } }],
});
const ended = (name: string, status: string): Event => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: { stateMachineArn: machine, name, status },
});

/** Files, events, Lambda invocations and executions of the machine, all of which go on only as they are told to. */
export class SimulatedLake {
  now = 1_800_000_000_000;
  files = 0;
  /** Files that a finished build had seen. */
  built = 0;
  /** Builds that were begun. */
  builds = 0;
  /** Events on their way; one stays until it was handled. */
  readonly events: Event[] = [];
  readonly sent: Event[] = [];
  invocations: Invocation[] = [];
  readonly executions = new Map<string, Execution>();
  readonly #building = new Set<string>();
  readonly #ledger: RunLedger;
  readonly #leastInterval: number;
  #names = 0;
  /** The next effect happens twice, as when the client asks again because an answer was lost. */
  twice = false;

  constructor(ledger: RunLedger, leastInterval = 0) {
    this.#ledger = ledger;
    this.#leastInterval = leastInterval;
  }

  land(): void {
    this.files++;
    this.#send(landed(this.files));
  }

  #send(event: Event): void {
    this.events.push(event);
    this.sent.push(event);
  }

  /** Begins to handle an event. A queue's comes again unless that succeeds. */
  deliver(event: Event): void {
    this.events.splice(this.events.indexOf(event), 1);
    this.#invoke(event, JSON.stringify(event));
  }

  sweep(): void {
    this.#invoke(undefined, 'sweep');
  }

  #invoke(event: Event | undefined, label: string): void {
    const process = startProcess(label, async (pause) => {
      await createStarter(this.#surroundings(pause), { machine, processedBucket })(event ?? { do: 'sweep' });
    });
    this.invocations.push({ process, event });
  }

  #surroundings(pause: Pause) {
    return {
      ledger: this.#pausing(this.#ledger, pause),
      executions: this.#pausing(this.#machine, pause),
      now: () => this.now,
      nameRun: () => `run-${++this.#names}`,
      runTimeout,
      leastInterval: this.#leastInterval,
    };
  }

  /** The same, waiting before each call. */
  #pausing<Port extends object>(port: Port, pause: Pause): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const call: unknown = Reflect.get(target, name);
        if (!isCall(call)) return call;
        return async (...args: unknown[]) => {
          await pause();
          const again = this.twice;
          this.twice = false;
          if (again) await Reflect.apply(call, target, args);
          return Reflect.apply(call, target, args);
        };
      },
    });
  }

  readonly #machine: Executions = {
    start: async (run) => {
      if (this.executions.has(run)) return;
      const process = startProcess(run, (pause) => this.#execute(run, pause));
      this.executions.set(run, { process, startedAt: this.now, endedAt: undefined });
    },
    statusOf: async (run) => {
      const execution = this.executions.get(run);
      if (execution === undefined || execution.startedAt > this.now - lag) return 'unknown';
      return execution.endedAt !== undefined && execution.endedAt <= this.now - lag ? 'ended' : 'running';
    },
  };

  async #execute(run: string, pause: Pause): Promise<void> {
    const ledger = this.#pausing(this.#ledger, pause);
    const step = createRunStep({ ledger, final: new MemoryStore(), now: () => this.now, runTimeout });
    const begun = await step({ step: 'begin', run });
    if (!('proceed' in begun && begun.proceed)) return this.end(run, 'SUCCEEDED');
    this.builds++;
    this.#building.add(run);
    if (this.#building.size > 1) throw new TypeError(`built at the same time: ${[...this.#building].join(', ')}`);
    const seen = this.files;
    await pause();
    this.#building.delete(run);
    this.built = Math.max(this.built, seen);
    await step({ step: 'finish', run });
    this.end(run, 'SUCCEEDED');
  }

  get running(): Execution[] {
    return [...this.executions.values()].filter(({ endedAt }) => endedAt === undefined);
  }

  end(run: string, status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'): void {
    const execution = this.executions.get(run);
    if (execution === undefined || execution.endedAt !== undefined) return;
    execution.endedAt = this.now;
    this.#building.delete(run);
    this.#send(ended(run, status));
  }

  /** The machine ends what takes too long, at that very moment. */
  wait(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (const { process, startedAt } of this.running) {
      if (startedAt + runTimeout > until) continue;
      this.now = Math.max(this.now, startedAt + runTimeout);
      this.end(process.label, 'TIMED_OUT');
    }
    this.now = until;
  }

  /** The invocation dies; a queue delivers its event again. */
  kill({ process, event }: Invocation): void {
    this.invocations = this.invocations.filter((other) => other.process !== process);
    if (event !== undefined) this.events.push(event);
  }

  /** Lets every process go on that can, until none can. */
  async settle(): Promise<void> {
    for (;;) {
      for (const event of [...this.events]) this.deliver(event);
      const processes = [...this.invocations, ...this.running].map(({ process }) => process);
      if (processes.length === 0) return;
      for (const process of processes) if (!process.ended) await process.step();
      this.reap();
    }
  }

  /** Forgets the invocations that are over. */
  reap(): void {
    this.invocations = this.invocations.filter(({ process }) => !process.ended);
  }

  /** Sweep after sweep and without a fault, until nothing is owed. @returns how many it took */
  async rest(most = 200): Promise<number> {
    for (let sweeps = 0; sweeps < most; sweeps++) {
      await this.settle();
      const { requested, done, lease } = await this.#ledger.read();
      if (requested === done && lease === undefined) return sweeps;
      this.wait(sweeps < 5 ? 60_000 : 600_000);
      this.sweep();
    }
    throw new TypeError(`expected rest after ${most} sweeps, got ${JSON.stringify(await this.#ledger.read())}`);
  }
}
