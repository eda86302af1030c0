#!/usr/bin/env node
/** `npx node scripts/kernel/main.ts`: compiles lambda/clean/kernel again after its source, or a compiler, was changed. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileKernel } from './compile-kernel.ts';
import { kernelModule } from './kernel-module.ts';

const file = fileURLToPath(new URL('../../lambda/clean/bytes/kernel-code.ts', import.meta.url));
writeFileSync(file, kernelModule(await compileKernel()));
