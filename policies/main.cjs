// Pulumi requires a pack's main through a compiler of its own; import() leaves TypeScript to Node.js.
module.exports = import("../lib/engine/require-node.mjs").then(() => import("./index.ts"));
