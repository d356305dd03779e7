import { expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import type { GpuNodePoolSettings } from "./gpu-node-pool.args.ts";
import { H100, problemsOf } from "./settings.fixture.ts";

const sizes =
  "write one of Standard_ND40rs_v2, Standard_ND96asr_v4, Standard_ND96amsr_A100_v4, Standard_ND96isr_H100_v5, Standard_ND96isr_H200_v5, Standard_ND128isr_NDR_GB200_v6, Standard_ND128isr_GB300_v6, Standard_ND128isrG5_GB300_v6";

test.each<[string, Partial<GpuNodePoolSettings>, Problem]>([
  [
    "B16 a size that nobody knows",
    { vmSize: "Standard_ND96isr_H100_v6" },
    {
      path: "vmSize",
      value: "Standard_ND96isr_H100_v6",
      message: "this size is not in the catalogue",
      fix: `write ${H100}, or pass its facts as \`hardware\``,
    },
  ],
  [
    "a size far from every known one",
    { vmSize: "toString" },
    {
      path: "vmSize",
      value: "toString",
      message: "this size is not in the catalogue",
      fix: "pass its facts as `hardware`",
    },
  ],
  [
    "a retired size",
    { vmSize: "Standard_NC24rs_v3" },
    {
      path: "vmSize",
      value: "Standard_NC24rs_v3",
      message: "Azure retired this size on 2025-03-31",
      fix: sizes,
    },
  ],
  [
    "a size without GPUs",
    { vmSize: "Standard_D16ds_v5", infiniband: false },
    {
      path: "vmSize",
      value: "Standard_D16ds_v5",
      message: "this size has no GPU",
      fix: sizes,
    },
  ],
  [
    "a size without ephemeral OS disk",
    { vmSize: "Standard_NCC40ads_H100_v5", infiniband: false },
    {
      path: "vmSize",
      value: "Standard_NCC40ads_H100_v5",
      message: "this size has no ephemeral OS disk",
      fix: sizes,
    },
  ],
  [
    "B19 InfiniBand on a size without it",
    {
      vmSize: "Standard_ND96is_H100_v5",
      hardware: {
        gpus: { accelerator: "H100 SXM5", count: 8 },
        vCpus: 96,
        architecture: "x64",
        tempDiskGiB: 1024,
      },
    },
    {
      path: "vmSize",
      value: "Standard_ND96is_H100_v5",
      message: "this size has no InfiniBand, so no job can span its nodes",
      fix: sizes,
    },
  ],
  [
    "an OS disk larger than the temporary disk",
    { osDiskGiB: 1025 },
    {
      path: "osDiskGiB",
      value: 1025,
      message: "an ephemeral OS disk has 30 to 1024 GiB on this size",
      fix: "write 512",
    },
  ],
])("%s", (_name, change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});
