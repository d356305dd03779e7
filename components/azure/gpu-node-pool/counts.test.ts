import { expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import type { GpuNodePoolSettings } from "./gpu-node-pool.args.ts";
import { problemsOf } from "./settings.fixture.ts";

const islandFix =
  "make several pools, or, where Microsoft has agreed to larger scale sets, islandLimit up to 300";

test.each<[string, Partial<GpuNodePoolSettings>, Problem]>([
  [
    "B20 more nodes than an island",
    { nodes: 101 },
    {
      path: "nodes",
      value: 101,
      message:
        "101 nodes: one pool is one InfiniBand island of at most 100 nodes, and no job spans two islands",
      fix: islandFix,
    },
  ],
  [
    "B20 more nodes than Microsoft agreed to",
    { nodes: 201, islandLimit: 200 },
    {
      path: "nodes",
      value: 201,
      message:
        "201 nodes: one pool is one InfiniBand island of at most 200 nodes, and no job spans two islands",
      fix: islandFix,
    },
  ],
  [
    "B20 more than Microsoft agrees to",
    { islandLimit: 301 },
    {
      path: "islandLimit",
      value: 301,
      message: "an InfiniBand island holds 100 nodes, and at most 300 where Microsoft has agreed",
      fix: "write a number from 1 to 300",
    },
  ],
  [
    "B12 more nodes than a scale set",
    { nodes: 1001, infiniband: false },
    {
      path: "nodes",
      value: 1001,
      message: "1001 nodes: a node pool is one scale set, which holds at most 1000",
      fix: "make several pools",
    },
  ],
  [
    "B11 no nodes",
    { nodes: 0 },
    {
      path: "nodes",
      value: 0,
      message: "must be a whole number of nodes, at least 1",
      fix: "write 1 or more",
    },
  ],
  [
    "B13 half a node",
    { nodes: 2.5, maxPods: 110 },
    {
      path: "nodes",
      value: 2.5,
      message: "must be a whole number of nodes, at least 1",
      fix: "write 1 or more",
    },
  ],
  [
    "B14 min above max",
    { nodes: 4, autoscaling: { minCount: 8, maxCount: 4 } },
    {
      path: "autoscaling",
      value: { minCount: 8, maxCount: 4 },
      message: "minCount and maxCount must be whole numbers with 0 <= minCount <= maxCount and maxCount >= 1",
      fix: "write, for example, { minCount: 0, maxCount: 8 }",
    },
  ],
  [
    "B14 count outside of the bounds",
    { nodes: 9, autoscaling: { minCount: 2, maxCount: 8 } },
    {
      path: "nodes",
      value: 9,
      message: "must be a whole number between the autoscaler's minCount (2) and maxCount (8)",
      fix: "write 8",
    },
  ],
  [
    "B14 an autoscaler that leaves the island",
    { nodes: 4, autoscaling: { minCount: 0, maxCount: 101 } },
    {
      path: "autoscaling.maxCount",
      value: 101,
      message:
        "101 nodes: one pool is one InfiniBand island of at most 100 nodes, and no job spans two islands",
      fix: islandFix,
    },
  ],
  [
    "B20 two zones",
    { zone: "1,2" },
    {
      path: "zone",
      value: "1,2",
      message: "a pool lies in exactly one availability zone: 1, 2, 3",
      fix: 'write "1"',
    },
  ],
  [
    "B32 too few pods",
    { maxPods: 5 },
    { path: "maxPods", value: 5, message: "a node has 10 to 250 pods", fix: "write 110" },
  ],
  [
    "B32 too many pods",
    { maxPods: 300 },
    { path: "maxPods", value: 300, message: "a node has 10 to 250 pods", fix: "write 110" },
  ],
  [
    "B32 a pool without room for AKS's own pods",
    { nodes: 2, maxPods: 14 },
    {
      path: "maxPods",
      value: 14,
      message: "a pool has room for 30 pods at least, and 2 × 14 = 28",
      fix: "write 15 or more",
    },
  ],
])("%s", (_name, change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});
