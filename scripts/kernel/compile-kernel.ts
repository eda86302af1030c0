import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import binaryen from 'binaryen';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = 'lambda/clean/kernel/index.ts';
const compiled = 'kernel.wasm';

/** Functions that are called in one place stand there, however long they are; others up to so many nodes. */
const [mostInlined, mostFlexible, mostSmall] = [100_000, 60, 20];

const { SIMD128, MutableGlobals, BulkMemory, BulkMemoryOpt, SignExt } = binaryen.Features;
/** What the kernel may use of WebAssembly: all of it is older than Node 20. */
const features = [SIMD128, MutableGlobals, BulkMemory, BulkMemoryOpt, SignExt];

/** The kernel could not be compiled: what the compiler says of its source. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
}

/** Compiles the kernel's AssemblyScript. @throws KernelError with the compiler's messages */
async function compileSource(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [entry, '--enable', 'simd', '--runtime', 'stub', '-O3', '--noAssert', '--outFile', compiled],
    {
      readFile: (name, base) => readIfThere(join(base === '.' ? root : base, name)),
      writeFile: (name, contents) => {
        if (name === compiled && typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) throw new KernelError(`${entry}: ${stderr.toString()}`, { cause: error });
  return binary;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Compiles the kernel to WebAssembly with SIMD (https://webassembly.github.io/spec/core/, version 2). AssemblyScript inlines little;
 * Binaryen's own passes with wider bounds make the kernel about a tenth faster.
 * @returns the module's bytes: the same for the same source and the same versions of both
 * @throws KernelError when the source is wrong
 */
export async function compileKernel(): Promise<Uint8Array> {
  const module = binaryen.readBinary(await compileSource());
  module.setFeatures(features.reduce((all: number, feature) => all | feature, 0));
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(mostSmall);
  binaryen.setFlexibleInlineMaxSize(mostFlexible);
  binaryen.setOneCallerInlineMaxSize(mostInlined);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  // A second time, for what the first made smaller.
  module.optimize();
  module.optimize();
  const binary = module.emitBinary();
  module.dispose();
  return binary;
}
