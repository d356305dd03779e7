/**
 * The rooms of the project, and for each the rooms from which it may import. `npm run arrows` holds it, and the picture of
 * docs/architecture.md is drawn from it. `scripts/` may import everything.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  "lib/planning": ["catalog"],
  "lib/graph": [],
  "lib/engine": ["lib/graph"],
  "lib/prices": ["catalog"],
  "lib/analysis": ["lib/graph", "lib/planning", "catalog"],
  "lib/preflight": ["lib/graph", "lib/planning", "lib/analysis", "catalog"],
  "lib/reports": ["lib/analysis", "lib/preflight", "lib/graph"],
  "lib/simulation": ["catalog"],
  policies: ["lib/graph", "catalog"],
  "components/azure": ["lib/planning", "catalog"],
  "components/stack": ["lib/planning"],
  stacks: ["components", "lib/planning", "catalog"],
};

/** Single files that every room may import: how input is refused. */
export const SHARED: readonly string[] = [
  "lib/planning/problem.ts",
  "lib/planning/suggest.ts",
  "lib/planning/hostile-text.ts",
  "lib/planning/checked-file.ts",
];

/** Single files that one room may import beside its rooms, with the reason. */
export const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  stacks: {
    "lib/engine/require-node.mjs": "one sentence on an old Node.js",
    "lib/engine/version-aliases.ts": "saves time in real runs too",
  },
  "lib/simulation": { "lib/engine/real/serve-plugin.ts": "how a plugin meets the engine" },
  policies: { "lib/engine/require-node.mjs": "one sentence on an old Node.js" },
};
