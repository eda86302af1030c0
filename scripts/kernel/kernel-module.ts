import { Buffer } from 'node:buffer';

/** The TypeScript module that carries the kernel: text, so that every bundler takes it, and nothing is read from disk at a cold start. */
export const kernelModule = (
  binary: Uint8Array,
): string => `/** Compiled from lambda/clean/kernel by scripts/kernel/main.ts: WebAssembly in base64. */
export const kernelCode =
  '${Buffer.from(binary).toString('base64')}';
`;
