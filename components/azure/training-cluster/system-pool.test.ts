import { expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import { problemsOf } from "./settings.fixture.ts";
import type { TrainingClusterSettings } from "./training-cluster.args.ts";

const systemSizes =
  "write one of Standard_D4ds_v5, Standard_D8ds_v5, Standard_D16ds_v5, Standard_D32ds_v5, Standard_D48ds_v5, Standard_D64ds_v5, Standard_D96ds_v5";

test.each<[string, Partial<TrainingClusterSettings>, Problem]>([
  [
    "an unknown system size",
    { systemPool: { vmSize: "Standard_D16ds_v55" } },
    {
      path: "systemPool.vmSize",
      value: "Standard_D16ds_v55",
      message: "this size is not in the catalogue",
      fix: "write Standard_D16ds_v5, or pass its facts as `hardware`",
    },
  ],
  [
    "GPUs for the cluster's own pods",
    { systemPool: { vmSize: "Standard_ND96isr_H100_v5" } },
    {
      path: "systemPool.vmSize",
      value: "Standard_ND96isr_H100_v5",
      message: "accelerator and HPC sizes are not for the cluster's own pods",
      fix: systemSizes,
    },
  ],
  [
    "a system size that is too small",
    { systemPool: { vmSize: "Standard_X1", hardware: { vCpus: 1, memoryGiB: 4, tempDiskGiB: 128 } } },
    {
      path: "systemPool.vmSize",
      value: "Standard_X1",
      message: "a system pool needs 2 vCPUs and 4 GiB of memory at least",
      fix: systemSizes,
    },
  ],
  [
    "a system size without room for its OS disk",
    { systemPool: { vmSize: "Standard_X2", hardware: { vCpus: 2, memoryGiB: 4, tempDiskGiB: 0 } } },
    {
      path: "systemPool.vmSize",
      value: "Standard_X2",
      message: "the temporary disk (0 GiB) does not hold an ephemeral OS disk of 128 GiB",
      fix: systemSizes,
    },
  ],
  [
    "a zone without a node",
    { systemPool: { nodes: 2 } },
    {
      path: "systemPool.nodes",
      value: 2,
      message:
        "must be a whole number from 3, one node in each zone, to 999, which leaves one of a pool's 1000 nodes for upgrades",
      fix: "write 3",
    },
  ],
  [
    "a zone twice",
    { systemPool: { zones: ["1", "1"] } },
    {
      path: "systemPool.zones",
      value: ["1", "1"],
      message: "must name availability zones, each once: 1, 2, 3",
      fix: 'write ["1", "2", "3"]',
    },
  ],
])("%s", (_name, change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});
