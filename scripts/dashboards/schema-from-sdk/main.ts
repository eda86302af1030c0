#!/usr/bin/env node
/** `npx node scripts/dashboards/schema-from-sdk/main.ts`: writes the schema again after the SDK was updated. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitionSchema } from './definition-schema.ts';

const file = fileURLToPath(new URL('../schema/dashboard-definition.schema.json', import.meta.url));
writeFileSync(file, JSON.stringify(definitionSchema('DashboardVersionDefinition'), undefined, 2));
execFileSync('biome', ['format', '--write', file], { stdio: 'inherit' });
