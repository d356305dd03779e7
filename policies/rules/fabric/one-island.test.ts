import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, ENVIRONMENT, MANAGED_CLUSTER, SCALE_SET } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { oneIsland } from "./one-island.ts";

const H100 = "Standard_ND96isr_H100_v5";
const SET = "type is not set";
const environment = (islandLimit: number) => resource(ENVIRONMENT, "environment", { islandLimit });
const pool = (inputs: Properties) => resource(AGENT_POOL, "pool", { vmSize: H100, ...inputs });

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([oneIsland], "F01", found, ...others).filter((answer) => !answer.includes(SET));

const DEFAULT = "must be at most 100 (islandLimit of the environment: not declared)";

describe("nodes of an InfiniBand pool", () => {
  test.each<[string, Properties, Resource[], string[]]>([
    ["an island", { count: 100 }, [], ["passed: count is 100"]],
    ["more", { count: 101 }, [], [`failed: count is 101; ${DEFAULT}`]],
    [
      "more, after scaling",
      { count: 2, maxCount: 200 },
      [],
      ["passed: count is 2", `failed: maxCount is 200; ${DEFAULT}`],
    ],
    ["more, as Microsoft agreed", { count: 300 }, [environment(300)], ["passed: count is 300"]],
    [
      "more than Microsoft agrees to",
      { count: 301 },
      [environment(1000)],
      ["failed: count is 301; must be at most 300 (islandLimit of the environment: 1000)"],
    ],
    [
      "unknown",
      { count: UNKNOWN },
      [],
      [`notEvaluated: count is unknown until the cloud answers; ${DEFAULT}`],
    ],
    [
      "more, of an unknown size",
      { count: 101, vmSize: UNKNOWN },
      [],
      [`notEvaluated: count is 101; ${DEFAULT}, if the size has InfiniBand: vmSize is not known`],
    ],
    ["no more, of an unknown size", { count: 3, vmSize: UNKNOWN }, [], ["passed: count is 3"]],
    ["more, without InfiniBand", { count: 900, vmSize: "Standard_D16ds_v5" }, [], []],
    [
      "more, of a size that only its name tells of",
      { count: 101, vmSize: "Standard_ND192isr_X900_v9" },
      [],
      [`failed: count is 101; ${DEFAULT}`],
    ],
    ["more, of a size without r", { count: 101, vmSize: "Standard_ND192is_X900_v9" }, [], []],
  ])("%s", (_, inputs, others, expected) => {
    expect(answers(pool(inputs), ...others)).toEqual(expected);
  });

  test("inside a cluster", () => {
    const cluster = resource(MANAGED_CLUSTER, "cluster", {
      agentPoolProfiles: [
        { vmSize: "Standard_D16ds_v5", count: 3 },
        { vmSize: "standard_hb176rs_v4", count: 120 },
      ],
    });
    expect(answers(cluster)).toEqual([`failed: agentPoolProfiles[1].count is 120; ${DEFAULT}`]);
  });
});

describe("is one scale set", () => {
  const one = (found: Resource) => answersOf([oneIsland], "F01", found);

  test.each<[Properties["x"] | undefined, RegExp]>([
    ["VirtualMachineScaleSets", /^passed: type is "VirtualMachineScaleSets"$/],
    [undefined, /^passed: type is not set, which Azure takes as "VirtualMachineScaleSets"/],
    ["VirtualMachines", /^failed: type is "VirtualMachines"; must be "VirtualMachineScaleSets"$/],
    [UNKNOWN, /^notEvaluated: type is unknown/],
  ])("pool type %o", (type, expected) => {
    const [answer] = one(pool(type === undefined ? {} : { type }));
    expect(answer).toMatch(expected);
  });

  test.each<[Properties, string[]]>([
    [
      { sku: { name: H100, capacity: 64 }, singlePlacementGroup: true },
      ["passed: sku.capacity is 64", "passed: singlePlacementGroup is true"],
    ],
    [
      { sku: { name: H100, capacity: 300 } },
      [`failed: sku.capacity is 300; ${DEFAULT}`, "failed: singlePlacementGroup is not set; must be true"],
    ],
    [{ sku: { name: "Standard_D4s_v5", capacity: 300 } }, []],
  ])("scale set %o", (inputs, expected) => {
    expect(one(resource(SCALE_SET, "machines", inputs))).toEqual(expected);
  });
});
