import { defineConfig } from "vitest/config";

const ROOMS = "{catalog,components,lib,policies,scripts,stacks}";

export default defineConfig({
  test: {
    pool: "threads",
    // Files share a process, and Node.js itself loads what is tested, as in use: what each file would else load anew takes
    // longer than its tests. So no test replaces a module; `vi.spyOn` on an object serves, and vitest takes it back.
    isolate: false,
    experimental: { viteModuleRunner: false },
    restoreMocks: true,
    unstubEnvs: true,
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
          // The same kind of stopper, for tests that run whole stacks.
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
});
