import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, HELM_RELEASE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { driverMode } from "./driver-mode.ts";

const DRIVER = "values.driver.enabled";
const TOOLKIT = "values.toolkit.enabled";
const operator = (driver?: Properties["x"], toolkit?: Properties["x"]) =>
  resource(HELM_RELEASE, "operator", {
    chart: "nvidia/gpu-operator",
    values: {
      ...(driver !== undefined && { driver: { enabled: driver } }),
      ...(toolkit !== undefined && { toolkit: { enabled: toolkit } }),
    },
  });
const pool = (driver?: Properties["x"], vmSize: Properties["x"] = "Standard_ND96isr_H100_v5") =>
  resource(AGENT_POOL, "pool", { vmSize, ...(driver !== undefined && { gpuProfile: { driver } }) });

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([driverMode], "F07", found, ...others);

describe("driver and toolkit of the operator", () => {
  const MUST = `must be as ${DRIVER}: AKS brings both or none`;
  test.each<[string, Resource, string]>([
    ["both, unless told otherwise", operator(), `passed: ${TOOLKIT} is true, and ${DRIVER} is true`],
    ["neither", operator(false, false), `passed: ${TOOLKIT} is false, and ${DRIVER} is false`],
    ["the driver only", operator(true, false), `failed: ${TOOLKIT} is false, and ${DRIVER} is true; ${MUST}`],
    ["the toolkit only", operator(false), `failed: ${TOOLKIT} is true, and ${DRIVER} is false; ${MUST}`],
    [
      "unknown",
      operator(UNKNOWN, true),
      `notEvaluated: ${TOOLKIT} is unknown until the cloud answers; ${MUST}`,
    ],
  ])("%s", (_, found, expected) => {
    expect(answers(found)).toEqual([expected]);
  });
});

describe("the operator beside pools", () => {
  const MUST = "must be true where pools have no driver of AKS's, and false where they have";
  test.each<[string, Resource, Resource[], string]>([
    [
      "of AKS's driver",
      operator(false, false),
      [pool("Install")],
      `passed: ${DRIVER} is false, as 1 pools need it`,
    ],
    [
      "of AKS's driver by default",
      operator(false, false),
      [pool()],
      `passed: ${DRIVER} is false, as 1 pools need it`,
    ],
    ["of no driver", operator(), [pool("None")], `passed: ${DRIVER} is true, as 1 pools need it`],
    [
      "with a driver too many",
      operator(),
      [pool()],
      `failed: ${DRIVER} is true, against gpuProfile.driver "Install" of AgentPool pool; ${MUST}`,
    ],
    [
      "with no driver at all",
      operator(false, false),
      [pool("none")],
      `failed: ${DRIVER} is false, against gpuProfile.driver "none" of AgentPool pool; ${MUST}`,
    ],
    [
      "of an unknown driver",
      operator(),
      [pool(UNKNOWN)],
      `notEvaluated: ${DRIVER} is true, and the driver of AgentPool pool is unknown; ${MUST}`,
    ],
    [
      "of an unknown size",
      operator(),
      [pool("Install", UNKNOWN)],
      `notEvaluated: ${DRIVER} is true, and the driver of AgentPool pool is unknown; ${MUST}`,
    ],
  ])("%s", (_, found, others, expected) => {
    expect(answers(found, ...others)[1]).toBe(expected);
  });

  test("without GPUs are not asked", () => {
    expect(answers(operator(), pool("Install", "Standard_D16ds_v5"))).toHaveLength(1);
  });
});

test("another chart is not asked", () => {
  expect(answers(resource(HELM_RELEASE, "queue", { chart: "kueue" }), pool())).toEqual([]);
});
