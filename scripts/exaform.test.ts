import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { stateWith } from "./policies/testing/state.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

// What only a process can show. All else of the command line is tested in this process: see docs/extending.md.

const PROGRAM = join(ROOT, "scripts/exaform.mjs");

/** Runs a line of a shell, in which `exaform` is the program. */
function shell(line: string, input = "") {
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["-c", `exaform() { "$NODE" "$PROGRAM" "$@"; }; ${line}`],
    {
      encoding: "utf8",
      cwd: ROOT,
      env: { ...process.env, NODE: process.execPath, PROGRAM },
      maxBuffer: 1 << 26,
      input,
    },
  );
  return { status, stdout, stderr };
}

test("two processes write the same, byte for byte", async () => {
  const args = ["preview", "nd-h100-prod", "--format", "json", "--as-of", "2026-11-22"];
  expect(shell(`exaform ${args.join(" ")}`)).toEqual(await exaform(args));
});

test("the exit code reaches the shell, and its stdin the program", () => {
  const pool = {
    type: "azure-native:containerservice:AgentPool",
    name: "pool",
    inputs: { enableEncryptionAtHost: false },
  };
  const { status, stdout } = shell("exaform policies --state -", JSON.stringify(stateWith(pool)));
  expect(status).toBe(2);
  expect(stdout).toContain("encryption-at-host");
});

test("whoever stops reading does not make it fail", () => {
  expect(shell("set -o pipefail; exaform preview nd-h100-prod --format json | head -c 1")).toEqual({
    status: 0,
    stdout: "{",
    stderr: "",
  });
});

test("a full disk is said in one sentence", () => {
  const { status, stderr } = shell("exaform --version > /dev/full");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^the output cannot be written: ENOSPC.*\n$/);
});

test("an older Node.js than the package demands gets one sentence", () => {
  const old = `Object.defineProperty(process.versions, "node", { value: "22.17.1" });`;
  const preload = `data:text/javascript,${encodeURIComponent(old)}`;
  const { status, stdout, stderr } = shell(`"$NODE" --import '${preload}' "$PROGRAM" --help`);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^exaform needs Node\.js .*\n$/);
  expect(packageJson.engines.node).toBe(`>=${/Node\.js ([\d.]+)/.exec(stderr)?.[1]}`);
});
