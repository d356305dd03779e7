import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { CLOUD_TRAIL, FLOW_LOG, KMS_KEY, LOG_WORKSPACE } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { logRetention } from "./log-retention.ts";

test.each<[Value | undefined, string]>([
  [90, "passed: retentionInDays is 90"],
  [89, "failed: retentionInDays is 89; must be 90 or more"],
  ["90", 'failed: retentionInDays is "90"; must be 90 or more'],
  [
    undefined,
    "failed: retentionInDays is not set, which Azure takes as 30 (https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure); must be 90 or more",
  ],
  [UNKNOWN, "notEvaluated: retentionInDays is unknown until the cloud answers; must be 90 or more"],
  [SECRET, "notEvaluated: retentionInDays is a secret and was not looked at; must be 90 or more"],
])("%o days", (days, expected) => {
  const inputs: Properties = days === undefined ? {} : { retentionInDays: days };
  expect(answersOf(logRetention, resource(LOG_WORKSPACE, "logs", inputs))).toEqual([expected]);
});

test.each<[Value, string]>([
  [{ enabled: true, days: 90 }, "passed: retentionPolicy.days is 90"],
  [{ enabled: true, days: 0 }, "passed: retentionPolicy.days is 0"],
  [{ enabled: true, days: 89 }, "failed: retentionPolicy.days is 89; must be 90 or more, or 0"],
  [{ enabled: false, days: 7 }, "passed: retentionPolicy.days is not in force: nothing is deleted"],
  [
    UNKNOWN,
    "notEvaluated: retentionPolicy.days is unknown until the cloud answers; must be 90 or more, or 0",
  ],
])("a flow log that keeps %o", (retentionPolicy, expected) => {
  expect(answersOf(logRetention, resource(FLOW_LOG, "flows", { retentionPolicy }))).toEqual([expected]);
  const said = "passed: retentionPolicy.days is not in force: nothing is deleted";
  expect(answersOf(logRetention, resource(FLOW_LOG, "flows"))).toEqual([said]);
});

test("a trail", () => {
  const key = resource(KMS_KEY, "key");
  const judged = (inputs: Properties) =>
    answersOf(logRetention, resource(CLOUD_TRAIL, "trail", inputs, { from: { kmsKeyId: [key] } }), [key]);
  expect(judged({ enableLogFileValidation: true, kmsKeyId: UNKNOWN })).toEqual([
    "passed: enableLogFileValidation is true",
    "passed: kmsKeyId comes from Key key of this stack",
  ]);
  expect(judged({})).toEqual([
    "failed: enableLogFileValidation is not set; must be true",
    "failed: kmsKeyId is not set; must be set",
  ]);
});
