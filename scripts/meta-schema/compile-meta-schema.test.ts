import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metaSchemaModule } from './compile-meta-schema.ts';

it('gives what is committed; after a change of dataset.schema.json or of ajv run scripts/meta-schema/main.ts', () => {
  const committed = readFileSync(new URL('../../lambda/schema/meta-schema-code.ts', import.meta.url), 'utf8');
  expect(metaSchemaModule() === committed).toBe(true);
});
