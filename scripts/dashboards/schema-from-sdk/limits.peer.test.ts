import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { limitsFromModel } from './limits-from-model.ts';
import { readLimits } from './read-limits.ts';
import { readServiceModel } from './read-service-model.ts';
import { schemaRoots } from './schema-roots.ts';

/** botocore's model, where the test peers' .venv is. */
function modelFile(): string | undefined {
  const libraries = fileURLToPath(new URL('../../../.venv/lib/', import.meta.url));
  if (!existsSync(libraries)) return undefined;
  return readdirSync(libraries)
    .map((python) => `${libraries}${python}/site-packages/botocore/data/quicksight/2018-04-01/service-2.json.gz`)
    .find((file) => existsSync(file));
}

const file = modelFile();
if (file === undefined && process.env['CI'] !== undefined) throw new RangeError('expected botocore in .venv, got none');

it.skipIf(file === undefined)("gives the committed limits from AWS's own model", () => {
  if (file === undefined) return;
  const { model, version } = readServiceModel(file);
  expect(limitsFromModel(model, Object.values(schemaRoots).flat(), version)).toEqual(readLimits());
});
