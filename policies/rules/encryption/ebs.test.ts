import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { EBS_ENCRYPTION_BY_DEFAULT, LAUNCH_TEMPLATE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { ebs } from "./ebs.ts";

const byDefault = (enabled: Value) => resource(EBS_ENCRYPTION_BY_DEFAULT, "disks", { enabled });

function answers(blockDeviceMappings: Value | undefined, ...others: readonly Resource[]): string[] {
  const inputs = blockDeviceMappings === undefined ? {} : { blockDeviceMappings };
  return answersOf([ebs], "E19", resource(LAUNCH_TEMPLATE, "nodes", inputs), ...others);
}

const statuses = (found: readonly string[]) => found.map((answer) => answer.split(" ", 2).join(" "));
const AT = "blockDeviceMappings[0].ebs";
const ofImage = "failed: blockDeviceMappings is not set, and";
const must = "must say how disks are encrypted";

test.each<[string, Value, string[]]>([
  [
    "encrypted",
    { encrypted: "true", kmsKeyId: "arn" },
    [`passed: ${AT}.encrypted`, `passed: ${AT}.kmsKeyId`],
  ],
  [
    "encrypted, as a boolean",
    { encrypted: true, kmsKeyId: "arn" },
    [`passed: ${AT}.encrypted`, `passed: ${AT}.kmsKeyId`],
  ],
  ["with a key of AWS", { encrypted: "true" }, [`passed: ${AT}.encrypted`, `failed: ${AT}.kmsKeyId`]],
  ["in the clear", {}, [`failed: ${AT}.encrypted`, `failed: ${AT}.kmsKeyId`]],
  ["unknown", UNKNOWN, [`notEvaluated: ${AT}.encrypted`, `notEvaluated: ${AT}.kmsKeyId`]],
])("a disk %s", (_, disk, expected) => {
  expect(statuses(answers([{ deviceName: "/dev/xvda", ebs: disk }]))).toEqual(expected);
});

test("a disk of the machine itself is none of EBS", () => {
  expect(answers([{ deviceName: "/dev/sdb", virtualName: "ephemeral0" }])).toEqual([]);
});

test("disks of which nobody knows", () => {
  expect(statuses(answers(UNKNOWN))).toEqual(["notEvaluated: blockDeviceMappings"]);
});

test.each<[string, readonly Resource[], string]>([
  [
    "by default",
    [byDefault(true)],
    "passed: blockDeviceMappings is not set, and EncryptionByDefault disks encrypts by default",
  ],
  ["nowhere", [], `${ofImage} the stack does not encrypt by default; ${must}`],
  [
    "not any more",
    [byDefault(false)],
    `${ofImage} EncryptionByDefault disks does not encrypt by default; ${must}`,
  ],
  [
    "who knows whether",
    [byDefault(UNKNOWN)],
    `notEvaluated: blockDeviceMappings is not set, and EncryptionByDefault disks is unknown until the cloud answers; must be true; ${must}`,
  ],
])("disks of an image are encrypted %s", (_, others, expected) => {
  expect(answers(undefined, ...others)).toEqual([expected]);
  expect(answers([], ...others)).toEqual([expected]);
});
