import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rehearsal } from '../rehearsal.ts';

/** The dataset that the scratch tree has more. */
export const addedDataset = 'rehearsed_visits';
const rooms = ['infra', 'lambda', 'glue', 'datasets', 'dashboards', 'scripts'];
const rootFiles = ['package.json', 'cdk.json', 'tsconfig.json', 'requirements.txt'];

const schema = {
  $schema: '../../lambda/schema/dataset.schema.json',
  title: 'Visits',
  description: 'A dataset that the rehearsal adds.',
  type: 'object',
  properties: { day: { type: 'string', format: 'date' }, visits: { type: 'integer', minimum: 0 } },
  required: ['day', 'visits'],
  'x-sluice': { owner: 'rehearsal', licence: 'CC0-1.0', source: 'upload' },
};
export const addedSchema = JSON.stringify(schema, undefined, 2);

/** A copy of the repository with one dataset folder more. @returns its absolute path; the same one when it is there already */
export function scratchTree({ root, folder }: Rehearsal): string {
  const tree = join(folder, 'tree');
  if (existsSync(tree)) return tree;
  for (const room of rooms) {
    cpSync(join(root, room), join(tree, room), {
      recursive: true,
      filter: (path) => !/[\\/](__pycache__|spark-warehouse|node_modules)$/.test(path),
    });
  }
  for (const file of rootFiles) cpSync(join(root, file), join(tree, file));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  mkdirSync(join(tree, 'datasets', addedDataset));
  writeFileSync(join(tree, 'datasets', addedDataset, 'schema.json'), addedSchema);
  return tree;
}

/** The clean function gets a MiB more. Text, not JSON: what is around it stays as it was. */
export function addToMemory(tree: string, environment: string): void {
  const file = join(tree, 'infra', 'environments', 'environments.json');
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(`"${environment}": {`);
  const changed = text.slice(from).replace(/("memoryMiB": )(\d+)/, (_, name, count) => `${name}${Number(count) + 1}`);
  writeFileSync(file, text.slice(0, from) + changed);
}
