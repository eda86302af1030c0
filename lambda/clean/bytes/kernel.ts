import { Buffer } from 'node:buffer';
import { kernelCode } from './kernel-code.ts';
import type { KernelExports } from './kernel-exports.ts';

/** What the kernel asks while it reads: `lambda/clean/kernel/host.ts` says what each means. */
export interface KernelHost {
  readAsText(column: number, start: number, end: number): number;
  passesText(column: number, start: number, end: number): boolean;
  passesNumber(column: number, value: number): boolean;
  passesBoolean(column: number, value: number): boolean;
  isComposed(start: number, end: number): boolean;
  protect(column: number, start: number, end: number): number;
  toInstant(column: number, wall: number): number;
  isDuplicate(lines: number, row: number): boolean;
}

/** Kernels that are free; each keeps its memory, so no more than a few are. */
const free: Kernel[] = [];
const mostFree = 4;
const slotCount = 16;
/** A kernel whose memory grew larger than this for a long record is not kept. */
const mostKept = 16 * 1024 ** 2;

let compiled: WebAssembly.Module | undefined;

/** What a kernel is told before it reads a file: kernels that were told the same can be used again as they are. */
export interface KernelTask {
  /** How columns are judged: the same object for the same schema. */
  readonly plans: object;
  /** Everything else, as text. */
  readonly form: string;
}

/** A part of the kernel's memory. */
interface Room {
  readonly place: number;
  readonly size: number;
}

const noInput: Room = { place: 0, size: 0 };

/** One instance of the kernel: its functions, and its memory. It reads one file at a time. */
export class Kernel {
  readonly exports: KernelExports;
  /** Where it is given bytes to read. */
  input = noInput;
  #host: KernelHost | undefined;
  #task: KernelTask | undefined;
  #bytes: Buffer;
  #slots: Uint32Array;

  private constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(kernelCode, 'base64'));
    const { exports } = new WebAssembly.Instance(compiled, { host: this.#imports() });
    // The kernel is ours: compiled from lambda/clean/kernel.
    this.exports = exports as KernelExports;
    this.#bytes = Buffer.from(this.exports.memory.buffer);
    this.#slots = this.#viewSlots();
  }

  /**
   * Hands out a kernel for one file.
   * @param task what it is to be told before it reads
   * @param tell tells it; not called where it was told the same for the file before
   */
  static take(task: KernelTask, tell: (kernel: Kernel) => void): Kernel {
    const told = free.findIndex((one) => one.#task?.plans === task.plans && one.#task.form === task.form);
    const [kernel = new Kernel()] = free.splice(told, 1);
    if (told >= 0) kernel.exports.clearProfiles();
    else {
      kernel.exports.reset();
      kernel.input = noInput;
      kernel.#task = task;
      tell(kernel);
    }
    return kernel;
  }

  /** Gives it back for another file. */
  release(): void {
    this.#host = undefined;
    if (free.length < mostFree && this.exports.memory.buffer.byteLength <= mostKept) free.push(this);
  }

  set host(host: KernelHost) {
    this.#host = host;
  }

  /** Its whole memory. Ask again after anything that may make it larger. */
  get bytes(): Buffer {
    const { buffer } = this.exports.memory;
    if (this.#bytes.buffer !== buffer) this.#bytes = Buffer.from(buffer);
    return this.#bytes;
  }

  /** A number that it left: see `lambda/clean/kernel/slot-names.ts`. */
  slot(name: number): number {
    const { buffer } = this.exports.memory;
    if (this.#slots.buffer !== buffer) this.#slots = this.#viewSlots();
    return this.#slots[name] ?? 0;
  }

  /** Copies bytes into its memory, for as long as the file is read. @returns where they stand; 16 more may be read behind them */
  keep(bytes: Uint8Array): number {
    const at = this.exports.allocate(bytes.length + 16);
    this.bytes.set(bytes, at);
    return at;
  }

  #viewSlots(): Uint32Array {
    return new Uint32Array(this.exports.memory.buffer, this.exports.slotsAt(), slotCount);
  }

  #imports(): WebAssembly.ModuleImports {
    const ask = (): KernelHost => {
      if (this.#host === undefined) throw new TypeError('the kernel reads without a host');
      return this.#host;
    };
    return {
      readAsText: (column: number, start: number, end: number) => ask().readAsText(column, start, end),
      passesText: (column: number, start: number, end: number) => ask().passesText(column, start, end),
      passesNumber: (column: number, value: number) => ask().passesNumber(column, value),
      passesBoolean: (column: number, value: number) => ask().passesBoolean(column, value),
      isComposed: (start: number, end: number) => ask().isComposed(start, end),
      protect: (column: number, start: number, end: number) => ask().protect(column, start, end),
      toInstant: (column: number, wall: number) => ask().toInstant(column, wall),
      isDuplicate: (lines: number, row: number) => ask().isDuplicate(lines, row),
    };
  }
}
