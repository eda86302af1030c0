import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The slowest first: begun last, each would run alone. */
const slowest = ['scripts/rehearse/', 'glue/duckdb/spark-sql/', 'glue/spark/', 'scripts/start/'];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = slowest.findIndex((room) => moduleId.includes(`/${room}`) && moduleId.endsWith('.peer.test.ts'));
      return place === -1 ? slowest.length : place;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** Two projects: `unit` runs on every save in seconds; `peers` starts Spark, LocalStack and a browser, which take longer. */
export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lambda,glue,scripts,infra}/**/*.test.ts'],
          exclude: ['**/*.peer.test.ts', '**/node_modules/**'],
          // Not a measure of speed: a busy machine must not fail them.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'peers',
          include: ['{lambda,glue,scripts,infra}/**/*.peer.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          // One more than cores: each peer is a process that waits as much as it works.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
