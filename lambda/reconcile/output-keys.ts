import { createHash } from 'node:crypto';
import type { Provenance } from '../clean/manifest.ts';

/** The keys of everything that one raw key gives. All but the quarantine are in processed. */
export interface OutputKeys {
  readonly manifest: string;
  readonly report: string;
  /** Of the part with this number, from 0. */
  part(number: number): string;
  readonly rejects: string;
  readonly run: string;
  readonly quarantine: string;
}

/** The first 16 hex digits of the hash of what an output is made from: another origin, another place. */
export function outputId({ rawVersion, schemaHash, engineVersion, tokenKeyId }: Provenance): string {
  const origin = JSON.stringify([rawVersion, schemaHash, engineVersion, tokenKeyId]);
  return createHash('sha256').update(origin).digest('hex').slice(0, 16);
}

export const manifestKey = (file: string): string => `_manifests/${file}.json`;

/** @param file the raw key @param id see `outputId` */
export function outputKeys(file: string, id: string): OutputKeys {
  return {
    manifest: manifestKey(file),
    report: `_reports/${file}/${id}.json`,
    part: (number) => `${file}/${id}/part-${String(number).padStart(5, '0')}.csv`,
    rejects: `_rejects/${file}/${id}.csv`,
    run: `_runs/${file}/${id}.csv`,
    quarantine: `${file}/${id}.ndjson`,
  };
}

/** Where the outputs of a raw key are, whatever their id: a folder, and what stands in it for one id. */
export const outputPlaces = (file: string) =>
  ({
    processed: [
      { prefix: `${file}/`, pattern: /^([0-9a-f]{16})\/part-\d{5}\.csv$/ },
      { prefix: `_reports/${file}/`, pattern: /^([0-9a-f]{16})\.json$/ },
      { prefix: `_rejects/${file}/`, pattern: /^([0-9a-f]{16})\.csv$/ },
      { prefix: `_runs/${file}/`, pattern: /^([0-9a-f]{16})\.csv$/ },
    ],
    quarantine: [{ prefix: `${file}/`, pattern: /^([0-9a-f]{16})\.ndjson$/ }],
  }) as const;
