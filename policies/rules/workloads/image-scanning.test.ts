import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { DEFENDER_PLAN, ECR_REPOSITORY, REGISTRY } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { imageScanning } from "./image-scanning.ts";

const plan = (pricingTier: Value, pricingName = "Containers") =>
  resource(DEFENDER_PLAN, "plan", { pricingName, pricingTier });
const unsaid =
  "notEvaluated:  the stack does not say whether the subscription has Defender for Containers; it must, or something else must scan the images";

test.each<[string, Resource[], string]>([
  ["on", [plan("Standard")], 'passed:  pricingTier of plan is "Standard"'],
  ["off", [plan("Free")], 'failed:  pricingTier of plan is "Free"; must be "Standard"'],
  [
    "unknown",
    [plan(UNKNOWN)],
    'notEvaluated:  pricingTier of plan is unknown until the cloud answers; must be "Standard"',
  ],
  ["of something else", [plan("Standard", "KeyVaults")], unsaid],
  ["elsewhere", [], unsaid],
])("a plan that is %s", (_, others, expected) => {
  expect(answersOf(imageScanning, resource(REGISTRY, "acr"), others)).toEqual([expected]);
});

test.each<[Value | undefined, string]>([
  [true, "passed: PATH is true"],
  [false, "failed: PATH is false; must be true"],
  [undefined, "failed: PATH is not set; must be true"],
  [UNKNOWN, "notEvaluated: PATH is unknown until the cloud answers; must be true"],
])("scanOnPush %o", (scanOnPush, expected) => {
  const inputs = scanOnPush === undefined ? {} : { imageScanningConfiguration: { scanOnPush } };
  expect(answersOf(imageScanning, resource(ECR_REPOSITORY, "ecr", inputs))).toEqual([
    expected.replace("PATH", "imageScanningConfiguration.scanOnPush"),
  ]);
});
