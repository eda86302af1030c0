import { edgeBit } from './alphabet.ts';
import { op, type Program } from './program.ts';

/** What boundaries and lookarounds see at one place of a text. */
export interface Place {
  /** The context bits of the characters on both sides. */
  readonly left: number;
  readonly right: number;
  /** The bits of the lookarounds that match here. */
  readonly marks: number;
}

/** Where a walk ended. */
export interface Reached {
  /** The instructions that follow the character, each once. */
  readonly kernel: Int32Array;
  /** Whether the program accepts at the place, before the character. */
  readonly accepts: boolean;
  /** Instructions walked. */
  readonly steps: number;
}

/** Whether an assertion holds at a place. */
function holds(kind: number, operand: number, { left, right, marks }: Place): boolean {
  switch (kind) {
    case op.start:
      return (left & edgeBit) !== 0;
    case op.end:
      return (right & edgeBit) !== 0;
    case op.lineStart:
      return (left & (edgeBit | operand)) !== 0;
    case op.lineEnd:
      return (right & (edgeBit | operand)) !== 0;
    case op.boundary:
      return ((left & operand) === 0) !== ((right & operand) === 0);
    case op.noBoundary:
      return ((left & operand) === 0) === ((right & operand) === 0);
    case op.look:
      return (marks & operand) !== 0;
    default:
      return (marks & operand) === 0;
  }
}

/** Walks one program: from a set of instructions over all that takes no character, then over one character. Keeps its scratch space. */
export class ProgramWalk {
  readonly #program: Program;
  readonly #setHas: Uint8Array;
  readonly #seen: Uint32Array;
  readonly #taken: Uint32Array;
  readonly #stack: Int32Array;
  readonly #kernel: Int32Array;
  #round = 0;

  constructor(program: Program) {
    const size = program.ops.length;
    this.#program = program;
    this.#setHas = new Uint8Array(program.operand.reduce((most, one) => Math.max(most, one), 0) + 1);
    this.#seen = new Uint32Array(size);
    this.#taken = new Uint32Array(size);
    this.#stack = new Int32Array(2 * size + 1);
    this.#kernel = new Int32Array(size + 1);
  }

  /**
   * @param kernel instructions to begin with
   * @param members numbers of the sets that have the character; none at the text's edge
   */
  walk(kernel: Int32Array, place: Place, members: Int32Array): Reached {
    this.#begin();
    for (const set of members) this.#setHas[set] = 1;
    const reached = this.#run(kernel, place);
    for (const set of members) this.#setHas[set] = 0;
    return reached;
  }

  #begin(): void {
    if (this.#round === 0xffffffff) {
      this.#seen.fill(0);
      this.#taken.fill(0);
      this.#round = 0;
    }
    this.#round++;
  }

  #run(from: Int32Array, place: Place): Reached {
    const { ops, next, operand, start, anchored } = this.#program;
    const setHas = this.#setHas;
    const stack = this.#stack;
    const seen = this.#seen;
    const taken = this.#taken;
    const kernel = this.#kernel;
    const round = this.#round;
    let accepts = false;
    let size = 0;
    let steps = 0;
    let height = 0;
    if (!anchored) {
      // A match may begin after this character too.
      kernel[size++] = start;
      taken[start] = round;
    }
    for (let index = 0; index < from.length; index++) {
      stack[0] = from[index] ?? 0;
      height = 1;
      while (height > 0) {
        let at = stack[--height] ?? 0;
        while (seen[at] !== round) {
          seen[at] = round;
          steps++;
          const kind = ops[at] ?? op.accept;
          const then = next[at] ?? 0;
          const what = operand[at] ?? 0;
          if (kind === op.character) {
            if (setHas[what] === 1 && taken[then] !== round) {
              taken[then] = round;
              kernel[size++] = then;
            }
            break;
          }
          if (kind === op.split) stack[height++] = what;
          else if (kind === op.accept) {
            accepts = true;
            break;
          } else if (!holds(kind, what, place)) break;
          at = then;
        }
      }
    }
    return { kernel: kernel.slice(0, size), accepts, steps };
  }
}
