#!/usr/bin/env node
import "../lib/engine/require-node.mjs";

process.stdout.on("error", (error) => {
  // Whoever reads the output may stop early, as `head` does.
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`the output cannot be written: ${error.message}\n`);
  process.exit(1);
});

const { main } = await import("./main.ts");

await main(process.argv);
