import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { surgeless } from "./no-surge.ts";

const PATH = "upgradeSettings.maxSurge";
const MUST = 'must be "0" or "0%"';
const H100 = "Standard_ND96isr_H100_v5";
const surge = (maxSurge: Properties["x"], vmSize: Properties["x"] = H100) => ({
  vmSize,
  upgradeSettings: { maxSurge },
});

test.each<[string, Properties, string[]]>([
  ["none", surge("0"), [`passed: ${PATH} is "0"`]],
  ["none of a hundred", surge("0%"), [`passed: ${PATH} is "0%"`]],
  ["one", surge("1"), [`failed: ${PATH} is "1"; ${MUST}`]],
  ["a third", surge("33%"), [`failed: ${PATH} is "33%"; ${MUST}`]],
  ["unknown", surge(UNKNOWN), [`notEvaluated: ${PATH} is unknown until the cloud answers; ${MUST}`]],
  ["secret", surge(SECRET), [`notEvaluated: ${PATH} is a secret and was not looked at; ${MUST}`]],
  [
    "one, of an unknown size",
    surge("1", UNKNOWN),
    [`notEvaluated: ${PATH} is "1"; ${MUST}, if the size has GPUs: vmSize is not known`],
  ],
  ["one, without GPUs", surge("1", "Standard_D16ds_v5"), []],
  [
    "one, of GPUs that only the name tells of",
    surge("1", "Standard_NC999_v9"),
    [`failed: ${PATH} is "1"; ${MUST}`],
  ],
])("%s", (_, inputs, expected) => {
  expect(answersOf([surgeless], "F06", resource(AGENT_POOL, "pool", inputs))).toEqual(expected);
});

test("what AKS does by itself is not none", () => {
  const [answer] = answersOf([surgeless], "F06", resource(AGENT_POOL, "pool", { vmSize: H100 }));
  expect(answer).toMatch(
    /^failed: upgradeSettings\.maxSurge is not set, which Azure takes as "10%" \(https:/,
  );
});
