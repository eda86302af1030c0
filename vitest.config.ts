import { defineConfig } from 'vitest/config';

/** Two projects: `unit` runs on every save in seconds; `peers` starts Spark and a browser, which take longer. */
export default defineConfig({
  test: {
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
          fileParallelism: false,
        },
      },
    ],
  },
});
