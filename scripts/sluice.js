#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still read the message: from 24 on Node runs the TypeScript behind it directly.
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const oldest = 24;
if (Number.parseInt(process.versions.node, 10) < oldest) {
  process.stderr.write(
    `sluice: expected Node ${oldest} or newer, got ${process.versions.node} at ${process.execPath}; install it from https://nodejs.org, ` +
      'or on Linux and Windows run `npm ci`, which brings it as an optional dependency [node-version]\n',
  );
  process.exitCode = 3;
} else {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/sluice', import.meta.url)));
  const { runCommandLine } = await import('./cli/run-command-line.ts');
  await runCommandLine(process.argv.slice(2));
}
