import { readFileSync } from "node:fs";

/**
 * What Pulumi 3.259.0 wrote for the program of `readers.test.ts`: `pulumi preview --json --show-sames` of the new stack, and
 * `pulumi stack export` after `pulumi up`. Left out: times, stack traces, outputs; paths and ciphertexts are made up.
 */
export function recorded(file: "preview.json" | "state.json"): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}
