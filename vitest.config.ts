import { defineConfig } from 'vitest/config';

const jsx = { jsx: { runtime: 'automatic' as const, importSource: 'preact' } };

export default defineConfig({
  test: {
    projects: [
      {
        oxc: jsx,
        test: {
          name: 'unit',
          include: ['{core,sync-server,extension,simulator}/src/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
      {
        // What needs minutes of a browser's own time: `npm run long`.
        test: {
          name: 'long',
          include: ['e2e/src/scenarios/long/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        // Firefox has to be installed for it: `npm run firefox` finds it first.
        test: {
          name: 'firefox',
          include: ['e2e/src/browser/firefox/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'house', include: ['e2e/src/house/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'e2e',
          include: ['e2e/src/scenarios/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
