#!/usr/bin/env node
/** `npx node scripts/meta-schema/main.ts`: compiles dataset.schema.json again after it, or ajv, was changed. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { metaSchemaModule } from './compile-meta-schema.ts';

writeFileSync(fileURLToPath(new URL('../../lambda/schema/meta-schema-code.ts', import.meta.url)), metaSchemaModule());
