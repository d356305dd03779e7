#!/usr/bin/env node
import "../lib/engine/require-node.mjs";

// Whoever reads the output may stop early, as `head` does.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const { main } = await import("./main.ts");

await main(process.argv);
