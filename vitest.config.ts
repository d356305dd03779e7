import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{catalog,components,lib,policies,scripts,stacks}/**/*.test.ts"],
    pool: "threads",
  },
});
