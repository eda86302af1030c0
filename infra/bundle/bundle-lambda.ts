import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** A folder to upload as a function's code, whose handler is `index.handler`. */
export interface Bundle {
  readonly folder: string;
  readonly bytes: number;
}

/** What CommonJS packages in an ES module need: https://esbuild.github.io/api/#banner. Minified names are short: none is this one. */
const banner =
  "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);";

/**
 * Bundles an entry with all that it imports, the AWS SDK too: the runtime's own is another version, and loading its many files takes
 * longer than one of ours (README.md, "The bundle").
 * @param entry absolute path of a .ts file that exports `handler`
 * @param folder where `index.mjs` is written; one that is there already is the same entry's, for another environment
 */
export function bundleLambda(entry: string, folder: string): Bundle {
  const file = join(folder, 'index.mjs');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bundle(entry));
  }
  return { folder, bytes: statSync(file).size };
}

function bundle(entry: string): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    legalComments: 'none',
    banner: { js: banner },
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
