import { EXCEPTIONS, ROOMS, SHARED } from "./scripts/rooms.ts";

const TEST = "(\\.test\\.ts|/testing/|\\.fixture\\.ts)";
const folder = (room) => `^${room}/`;
const file = (path) => `^${path.replaceAll(".", "\\.")}$`;

/** Node.js's own modules and installed packages. */
const OUTSIDE = ["node_modules", "^(node:)?[a-z0-9_]+(/promises|/consumers)?$"];

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Types may refer to each other; code that runs may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          TEST,
          "\\.mjs$",
          "^scripts/(bench(-policies|-html|-cost)?|pictures)\\.ts$",
          "^lib/planning/index\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "provider-by-submodule",
      comment: "The root of a provider package costs seconds of type check.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@pulumi/(azure-native|aws|kubernetes)/index\\.js$" },
    },
    ...Object.entries(ROOMS).map(([room, allowed]) => ({
      name: `arrows-of-${room.replaceAll("/", "-")}`,
      severity: "error",
      from: { path: folder(room), pathNot: TEST },
      to: {
        pathNot: [
          ...[room, ...allowed].map(folder),
          ...[...SHARED, ...Object.keys(EXCEPTIONS[room] ?? {})].map(file),
          ...OUTSIDE,
        ],
      },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
