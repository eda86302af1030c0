#!/usr/bin/env node
/**
 * `npx node scripts/dashboards/schema-from-sdk/main.ts [service-2.json.gz]`: writes the schemas again after the SDK was updated.
 * With a service model of botocore (in .venv: botocore/data/quicksight/2018-04-01) the table of limits is written first.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { definitionSchema, loadSdk } from './definition-schema.ts';
import { limitsFromModel } from './limits-from-model.ts';
import { readLimits } from './read-limits.ts';
import { readServiceModel } from './read-service-model.ts';
import { type SdkSchemaName, schemaRoots } from './schema-roots.ts';

const names = Object.keys(schemaRoots) as SdkSchemaName[];
const write = (name: string, value: unknown): void => {
  const file = fileURLToPath(new URL(`../schema/${name}.json`, import.meta.url));
  writeFileSync(file, JSON.stringify(value, undefined, 2));
  execFileSync('biome', ['format', '--write', file], { stdio: 'inherit' });
};

const [modelFile] = process.argv.slice(2);
if (modelFile !== undefined) {
  const { model, version } = readServiceModel(modelFile);
  const roots = names.flatMap((name) => [...schemaRoots[name]]);
  write('limits', limitsFromModel(model, roots, version));
}
const sdk = loadSdk();
const limits = readLimits();
for (const name of names) write(`${name}.schema`, definitionSchema(schemaRoots[name], limits, sdk));
