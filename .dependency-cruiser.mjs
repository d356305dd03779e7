/**
 * The arrows between the rooms of docs/architecture.md: each room may import what stands in its row, and nothing else of ours.
 * `npm run arrows` holds them.
 */
const PROBLEM = "^lib/planning/(problem|suggest)\\.ts$";

const ARROWS = {
  "^catalog/": ["^catalog/"],
  "^lib/planning/": ["^lib/planning/", "^catalog/"],
  "^lib/graph/": ["^lib/graph/", PROBLEM],
  "^lib/engine/": ["^lib/engine/", "^lib/graph/", PROBLEM],
  "^lib/analysis/": ["^lib/analysis/", "^lib/graph/", "^lib/planning/", "^catalog/"],
  "^lib/reports/": ["^lib/reports/", "^lib/analysis/", "^lib/graph/", PROBLEM],
  "^policies/": ["^policies/", "^lib/graph/", "^catalog/", "^lib/engine/require-node\\.mjs$"],
  "^components/azure/": ["^components/azure/", "^lib/planning/", "^catalog/"],
  "^components/stack/": ["^components/stack/", "^lib/planning/"],
  "^stacks/": ["^stacks/", "^components/", "^lib/planning/", "^catalog/", "^lib/engine/(require-node\\.mjs|version-aliases\\.ts)$"],
};

const TEST = "\\.test\\.ts$";

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: [TEST, "\\.mjs$"] }, to: {} },
    {
      name: "provider-by-submodule",
      comment: "The root of a provider package costs seconds of type check.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@pulumi/(azure-native|aws|kubernetes)/index\\.js$" },
    },
    ...Object.entries(ARROWS).map(([room, allowed]) => ({
      name: `arrows-of-${room.replaceAll(/[^a-z]+/g, "-").replaceAll(/^-|-$/g, "")}`,
      severity: "error",
      from: { path: room, pathNot: TEST },
      to: { pathNot: [...allowed, "node_modules", "^(node:)?[a-z_]+(/promises)?$"] },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
