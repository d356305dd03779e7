#!/usr/bin/env node
import "../lib/engine/require-node.mjs";

const { main } = await import("./main.ts");

await main(process.argv);
