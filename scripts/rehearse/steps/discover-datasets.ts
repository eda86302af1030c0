import { isDeepStrictEqual } from 'node:util';
import { CreateTableCommand, StartCrawlerCommand } from '@aws-sdk/client-glue';
import { engineTypes } from '../../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { discover } from '../../discover/discover.ts';
import type { Rehearsal, Step } from '../rehearsal.ts';
import { readUploads } from '../repository-uploads.ts';

/** The prefix that `upload-datasets.ts` leaves in raw without a schema. */
const stranger = 'no_such_dataset';
/** What a crawler would guess wrong: a decimal of a dataset that has one, for a boolean. */
const wrong = { dataset: 'items', column: 'unit_price', guess: 'boolean' } as const;

const guessOf = (schema: DatasetSchema, { name, type }: DatasetSchema['columns'][number]): string =>
  schema.name === wrong.dataset && name === wrong.column
    ? wrong.guess
    : type.kind === 'decimal'
      ? 'double'
      : engineTypes(type).glue;

/** Tables go where a crawler would put them, since the stand-in's crawls nothing; then `sluice discover` says what is wrong, and nothing else. */
export const discoverDatasets: Step = {
  name: 'discover the datasets',
  async run(rehearsal) {
    const { clients, environment, names, root } = rehearsal;
    const { schemas } = await readUploads(root);
    await putTables(rehearsal, schemas);
    // A schedule's crawl is under way: `--start` joins it.
    await clients.glue.send(new StartCrawlerCommand({ Name: names.named('discovery') }));
    const asks = { root, environment, glue: clients.glue, wait: false, say: () => undefined, every: 100 };
    const joined = await discover({ ...asks, start: true });
    const again = await discover({ ...asks, start: true });
    const failures: string[] = [];
    for (const [found, started] of [
      [joined, false],
      [again, true],
    ] as const) {
      if ('wrong' in found) {
        failures.push(...found.wrong.map(formatFinding));
        continue;
      }
      if (found.started !== started) failures.push(`expected a crawl to be ${started ? 'started' : 'joined'}`);
      if (found.crawl.status !== 'SUCCEEDED' || found.crawl.running)
        failures.push(`expected the crawl to have SUCCEEDED, got ${found.crawl.status}`);
      const said = found.findings.map(({ code, subject = '' }) => `${code} ${subject}`.trim()).sort();
      if (!isDeepStrictEqual(said, [`discovered-type ${wrong.column}`, 'discovered-without-schema']))
        failures.push(
          `expected ${stranger} and ${wrong.dataset}.${wrong.column}, got:\n${found.findings.map(formatFinding).join('\n')}`,
        );
      if (!isDeepStrictEqual(Object.keys(found.drafts[0]?.schema.properties ?? {}), ['a', 'b']))
        failures.push(`${stranger}: expected a draft with the columns a and b, got ${JSON.stringify(found.drafts)}`);
    }
    const count = 'wrong' in again ? 0 : again.tables;
    return {
      says: `${count} tables as a crawler would make them; a prefix without a schema and a wrong guess found`,
      figures: { discovered: count },
      failures,
    };
  },
};

async function putTables({ clients, names }: Rehearsal, schemas: ReadonlyMap<string, DatasetSchema>): Promise<void> {
  const put = (name: string, location: string, columns: readonly (readonly [string, string])[]) =>
    clients.glue.send(
      new CreateTableCommand({
        DatabaseName: names.databases.discovered,
        TableInput: {
          Name: name,
          StorageDescriptor: {
            Location: location,
            Columns: columns.map(([Name, Type]) => ({ Name, Type })),
          },
          PartitionKeys: ['partition_0', 'partition_1'].map((Name) => ({ Name, Type: 'string' })),
        },
      }),
    );
  await put(stranger, `s3://${names.bucket('raw')}/${stranger}/`, [
    ['a', 'bigint'],
    ['b', 'bigint'],
  ]);
  for (const schema of schemas.values()) {
    const columns = schema.columns
      .filter(({ sensitive }) => sensitive !== 'drop')
      .map((column): readonly [string, string] => [column.name, guessOf(schema, column)]);
    await put(schema.name, `s3://${names.bucket('processed')}/${schema.name}/`, [...columns, ['_row', 'bigint']]);
  }
}
