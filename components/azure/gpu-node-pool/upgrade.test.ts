import { expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import type { GpuNodePoolSettings } from "./gpu-node-pool.args.ts";
import { problemsOf } from "./settings.fixture.ts";
import { nodesOf, resolveUpgrade, upgradeHours } from "./upgrade.ts";

const surgeFix = 'write maxSurge: "0" and maxUnavailable: "1"';
const islandFix =
  "make several pools, or, where Microsoft has agreed to larger scale sets, islandLimit up to 300";

test.each<[string, Partial<GpuNodePoolSettings>, Problem]>([
  [
    "B42 nothing may surge, nothing may be missing",
    { maxUnavailable: "0" },
    {
      path: "maxUnavailable",
      value: "0",
      message: "with maxSurge 0, maxUnavailable must be more than 0, or no node can ever be upgraded",
      fix: surgeFix,
    },
  ],
  [
    "B43 both",
    { maxSurge: "1", maxUnavailable: "1", spareNodes: 1 },
    {
      path: "maxUnavailable",
      value: "1",
      message: "AKS takes maxUnavailable only with maxSurge 0, and maxSurge is 1",
      fix: surgeFix,
    },
  ],
  [
    "B43 a surge that nobody has GPUs for",
    { maxSurge: "50%" },
    {
      path: "maxSurge",
      value: "50%",
      message: "needs 32 spare nodes (256 GPUs, 3072 vCPUs of quota), and spareNodes is 0",
      fix: `${surgeFix}, or spareNodes: 32 where quota and capacity are there`,
    },
  ],
  [
    "a surge that leaves the island",
    { nodes: 100, maxSurge: "1", spareNodes: 1 },
    {
      path: "nodes",
      value: 100,
      message:
        "101 nodes, 1 of them surge: one pool is one InfiniBand island of at most 100 nodes, and no job spans two islands",
      fix: islandFix,
    },
  ],
  [
    "a surge that is no number",
    { maxSurge: "half" },
    {
      path: "maxSurge",
      value: "half",
      message: "must be a number of nodes or a percentage from 0% to 100%, as text",
      fix: 'write "0"',
    },
  ],
  [
    "more than all nodes",
    { maxUnavailable: "101%" },
    {
      path: "maxUnavailable",
      value: "101%",
      message: "must be a number of nodes or a percentage from 0% to 100%, as text",
      fix: 'write "1"',
    },
  ],
  [
    "no time for a checkpoint",
    { drainTimeoutMinutes: 4 },
    {
      path: "drainTimeoutMinutes",
      value: 4,
      message: "must be a whole number of minutes from 5 to 1440",
      fix: "write 5",
    },
  ],
  [
    "too long a pause",
    { nodeSoakMinutes: 31 },
    {
      path: "nodeSoakMinutes",
      value: 31,
      message: "must be a whole number of minutes from 0 to 30",
      fix: "write 30",
    },
  ],
])("%s", (_name, change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});

test.each([
  ["0", 0],
  ["7", 7],
  ["33%", 34],
  ["0%", 0],
  ["100%", 101],
  ["101%", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["", undefined],
])("%j of 101 nodes: %s", (text, nodes) => {
  expect(nodesOf(text, 101)).toBe(nodes);
});

test.each([
  ["few nodes, at least a day", {}, 2, 24],
  ["86 nodes one after another, an hour and a half each", {}, 86, 129],
  ["ten at a time", { maxUnavailable: "10" }, 86, 24],
  [
    "a tenth at a time, four hours for their pods",
    { maxUnavailable: "10%", drainTimeoutMinutes: 240 },
    100,
    45,
  ],
  ["a pause after each", { nodeSoakMinutes: 30 }, 100, 200],
])("an upgrade may last as long as its pods may take: %s", (_name, args, nodes, hours) => {
  expect(upgradeHours(resolveUpgrade(args, nodes), nodes)).toBe(hours);
});
