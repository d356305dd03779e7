// The program that Pulumi runs: `main` of package.json.
import "../lib/engine/require-node.mjs";

const { declareStack } = await import("./index.ts");

export default declareStack;
