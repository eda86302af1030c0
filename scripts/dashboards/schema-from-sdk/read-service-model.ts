import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ServiceModel } from './limits-from-model.ts';

/**
 * Reads AWS's model of QuickSight as botocore carries it.
 * @param file `…/botocore/data/quicksight/2018-04-01/service-2.json.gz`
 * @returns the model, and botocore's version as its package says it
 */
export function readServiceModel(file: string): { model: ServiceModel; version: string } {
  const model: ServiceModel = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
  const own = readFileSync(`${file.slice(0, file.lastIndexOf('/data/'))}/__init__.py`, 'utf8');
  return { model, version: /^__version__ = '([\d.]+)'$/m.exec(own)?.[1] ?? 'unknown' };
}
