import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { isOpenToAll, type Seen } from '../../lambda/schema/is-open-to-all.ts';
import { nearestName } from '../../lambda/schema/nearest-name.ts';
import type { Environment } from './environment.ts';
import { type EnvironmentFinding, findings } from './findings.ts';

/** Every dataset that QuickSight is to read from S3 has to be there, and open to all: of processed it sees every column and row. */
export function checkS3Manifests(
  environments: readonly Pick<Environment, 'name' | 'analytics'>[],
  datasets: readonly (Seen & Pick<DatasetSchema, 'name'>)[],
): EnvironmentFinding[] {
  const known = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const place = { file: 'infra/environments/environments.json' };
  return environments.flatMap(({ name: environment, analytics }) =>
    (analytics?.s3Manifests ?? []).flatMap((name) => {
      const dataset = known.get(name);
      if (dataset === undefined)
        return [findings.unknownDataset(place, environment, name, nearestName(name, [...known.keys()]))];
      return isOpenToAll(dataset) ? [] : [findings.restrictedDataset(place, environment, name)];
    }),
  );
}
