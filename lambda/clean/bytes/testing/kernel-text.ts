import { Kernel } from '../kernel.ts';
import type { KernelExports } from '../kernel-exports.ts';

/** A kernel whose functions are asked about one text: puts it into the kernel's memory, and calls with where it stands. */
export function kernelText(): <Answer>(
  text: string,
  ask: (exports: KernelExports, start: number, end: number) => Answer,
) => Answer {
  const kernel = Kernel.take({ plans: {}, form: '' }, () => undefined);
  const { exports } = kernel;
  const place = exports.allocate(256);
  return (text, ask) => {
    const length = kernel.bytes.write(text, place);
    return ask(exports, place, place + length);
  };
}
