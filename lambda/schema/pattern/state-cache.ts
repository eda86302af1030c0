import { edgeBit } from './alphabet.ts';

/** A state of the deterministic automaton: where the program stands after a character. */
export interface State {
  /** Instructions, each once, in any order. */
  readonly kernel: Int32Array;
  /** The context bits of the character read last. */
  readonly context: number;
}

/** Entries of the table, and instructions in all states, after which everything is forgotten: some 10 MB together. */
const mostEntries = 1 << 20;
const mostInstructions = 1 << 20;
const firstStride = 16;
const firstStates = 64;

function hashOf({ kernel, context }: State): number {
  let hash = context;
  for (const at of kernel) hash = (hash + Math.imul(at + 1, 0x9e3779b1)) | 0;
  return hash;
}

/** The states found so far and their ways on. What is found is forgotten when there is no more room: then it is found again. */
export class StateCache {
  static readonly unknown = -1;
  static readonly initial = 0;
  static readonly dead = 1;
  /** A state that is used once and not remembered; every way on from it stays unknown. */
  static readonly loose = 2;
  /** The ways on: what `setEntry` was given for a state is at `state * stride + symbol`, for symbols below the stride. Replaced as it grows. */
  entries = new Int32Array(firstStride * firstStates).fill(StateCache.unknown);
  stride = firstStride;
  /** How often everything was forgotten: what was learnt of a state before then is of another. */
  generation = 0;
  readonly #start: number;
  #capacity = firstStates;
  #states: State[] = [];
  #instructions = 0;
  readonly #byHash = new Map<number, number[]>();

  /** @param start the program's first instruction, where the initial state stands */
  constructor(start: number) {
    this.#start = start;
    this.#forget();
  }

  setEntry(state: number, symbol: number, entry: number): void {
    this.entries[state * this.stride + symbol] = entry;
  }

  stateAt(number: number): State {
    return this.#states[number] ?? { kernel: new Int32Array(0), context: 0 };
  }

  /**
   * Makes room for two more states and for the symbol. States may get other numbers.
   * @returns how many states were forgotten because there were too many
   */
  makeRoom(symbol: number): number {
    const count = this.#states.length;
    if (symbol >= this.stride) {
      while (symbol >= this.stride) this.stride *= 2;
      this.#capacity = firstStates;
      this.entries = new Int32Array(this.stride * this.#capacity);
      this.#forget();
      return 0;
    }
    const isFull = count + 2 > this.#capacity;
    if (isFull && this.stride * this.#capacity * 2 <= mostEntries) this.#grow();
    else if (isFull || this.#instructions > mostInstructions) {
      this.#forget();
      return count;
    }
    return 0;
  }

  /** Takes the one state that is not remembered. @returns its number */
  keepLoose(state: State): number {
    this.#states[StateCache.loose] = state;
    return StateCache.loose;
  }

  /** @returns the number of the state, the same for the same state until there is no more room */
  intern(state: State): number {
    if (state.kernel.length === 0 && this.#states.length > StateCache.dead) return StateCache.dead;
    const hash = hashOf(state);
    const alike = this.#byHash.get(hash);
    const known = alike?.find((number) => this.#isSame(this.stateAt(number), state));
    if (known !== undefined) return known;
    const number = this.#states.push(state) - 1;
    this.#instructions += state.kernel.length;
    if (alike === undefined) this.#byHash.set(hash, [number]);
    else alike.push(number);
    return number;
  }

  #isSame(left: State, right: State): boolean {
    if (left.context !== right.context || left.kernel.length !== right.kernel.length) return false;
    if (left.kernel.every((at, index) => at === right.kernel[index])) return true;
    const members = new Set(left.kernel);
    return right.kernel.every((at) => members.has(at));
  }

  #grow(): void {
    this.#capacity *= 2;
    const entries = new Int32Array(this.stride * this.#capacity).fill(StateCache.unknown);
    entries.set(this.entries);
    this.entries = entries;
  }

  #forget(): void {
    this.generation++;
    this.entries.fill(StateCache.unknown);
    this.#states = [];
    this.#instructions = 0;
    this.#byHash.clear();
    this.intern({ kernel: Int32Array.of(this.#start), context: edgeBit });
    this.intern({ kernel: new Int32Array(0), context: 0 });
    this.#states.push({ kernel: new Int32Array(0), context: 0 });
  }
}
