import { defineConfig } from "vitest/config";

const ROOMS = "{catalog,components,lib,policies,scripts,stacks}";

export default defineConfig({
  test: {
    pool: "threads",
    // A stopper for what hangs, no measure: tests of the command line start processes, and machines are noisy.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        // Needs only Node.js and npm.
        test: { name: "fast", include: [`${ROOMS}/**/*.test.ts`], exclude: ["**/*.real.test.ts"] },
      },
      {
        extends: true,
        // Needs the Pulumi engine: `npm run engine` finds or builds it; without one, its tests count as skipped.
        test: {
          name: "real",
          include: [`${ROOMS}/**/*.real.test.ts`],
          globalSetup: "lib/engine/real/testing/global-setup.ts",
          fileParallelism: false,
        },
      },
    ],
  },
});
