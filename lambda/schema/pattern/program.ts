/** What one instruction of a program does. Plain numbers: programs are walked a million times. */
export const op = {
  /** Takes a character of the set `operand`. */
  character: 0,
  /** Goes on at `next` and at `operand`. */
  split: 1,
  /** The expression is done. */
  accept: 2,
  /** Holds at the text's start; at its end. */
  start: 3,
  end: 4,
  /** Hold also where the neighbour is in the context `operand`. */
  lineStart: 5,
  lineEnd: 6,
  /** Hold where one neighbour is in the context `operand` and the other is not; where not. */
  boundary: 7,
  noBoundary: 8,
  /** Hold where the lookaround of bit `operand` was found to match; to fail. */
  look: 9,
  noLook: 10,
} as const;

/** Thompson's automaton of one expression (Thompson 1968, "Regular expression search algorithm"), instruction by instruction. */
export interface Program {
  readonly ops: Uint8Array;
  readonly next: Int32Array;
  readonly operand: Int32Array;
  readonly start: number;
  /** The bits of the lookarounds that the program asks. */
  readonly looks: number;
  /** Whether no match can begin but at the edge where reading begins: the text's start, or its end when read backward. */
  readonly anchored: boolean;
}

/** Whether nothing is taken and nothing accepted from `start` once the assertion of `edge`, `op.start` or `op.end`, fails. */
export function isAnchored({ ops, next, operand, start }: Omit<Program, 'anchored'>, edge: number): boolean {
  const seen = new Set([start]);
  for (const at of seen) {
    const kind = ops[at];
    if (kind === op.character || kind === op.accept) return false;
    if (kind === edge) continue;
    seen.add(next[at] ?? 0);
    if (kind === op.split) seen.add(operand[at] ?? 0);
  }
  return true;
}
