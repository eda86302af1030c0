import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel } from './compile-kernel.ts';
import { kernelModule } from './kernel-module.ts';

it('gives what is committed; after a change of lambda/clean/kernel run scripts/kernel/main.ts', async () => {
  const committed = readFileSync(new URL('../../lambda/clean/bytes/kernel-code.ts', import.meta.url), 'utf8');
  expect(kernelModule(await compileKernel()) === committed).toBe(true);
}, 60_000);
