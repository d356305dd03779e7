import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { labelProblems, sanitised, tagProblems, taintProblems } from "./metadata.ts";

const keyMessage =
  "a key is a name of at most 63 letters, digits, '-', '_' and '.', that begins and ends with a letter or digit; a DNS name and '/' may stand before it";
const valueMessage =
  "a value has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit";

describe("labels", () => {
  test.each([
    ["a b/c!!", "x", keyMessage, "write c"],
    ["-team", "x", keyMessage, "write team"],
    ["Example.com/team", "x", keyMessage, "write team"],
    ["a/b/c", "x", keyMessage, "write b-c"],
    ["__proto__", "x", keyMessage, "write proto"],
    ["!!", "x", keyMessage, "write a-name"],
    ["team", "a b", valueMessage, 'write "a-b"'],
    ["team", "x".repeat(64), valueMessage, `write "${"x".repeat(63)}"`],
    [
      "kubernetes.azure.com/mode",
      "x",
      "the prefix kubernetes.azure.com is reserved",
      "write example.com/mode",
    ],
    ["node.kubernetes.io/role", "x", "the prefix kubernetes.io is reserved", "write example.com/role"],
    ["exaform.io/island", "x", "the prefix exaform.io is reserved", "write example.com/island"],
  ])("%s: %s", (key, value, message, fix) => {
    const labels: Record<string, string> = Object.fromEntries([[key, value]]);
    const problems = labelProblems(labels, "labels");
    expect(problems).toEqual([
      { path: `labels.${key}`, value: message === valueMessage ? value : key, message, fix },
    ]);
  });

  test("what Kubernetes takes is taken", () => {
    expect(
      labelProblems({ team: "", "example.com/team": "Research_1.x", constructor: "a" }, "labels"),
    ).toEqual([]);
  });

  test("whatever is sanitised is a valid value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(labelProblems({ key: sanitised(text) }, "labels")).toEqual([]);
      }),
    );
  });
});

describe("taints", () => {
  const message = "a taint is key=value:Effect, with the effect NoSchedule, PreferNoSchedule, NoExecute";
  test.each([
    "sku=gpu",
    "sku=gpu:Never",
    "=gpu:NoSchedule",
    ":NoSchedule",
    "sku=gpu:NoSchedule:NoExecute",
    "",
  ])("%s", (taint) => {
    expect(taintProblems([taint], "taints")).toEqual([
      { path: "taints[0]", value: taint, message, fix: "sku=gpu:NoSchedule" },
    ]);
  });

  test("key and value are checked as those of labels", () => {
    expect(taintProblems(["a b=c d:NoExecute"], "taints").map((problem) => problem.message)).toEqual([
      keyMessage,
      valueMessage,
    ]);
  });

  test("with and without a value", () => {
    expect(taintProblems(["team=a:NoExecute", "example.com/team:PreferNoSchedule"], "taints")).toEqual([]);
  });
});

describe("tags", () => {
  test.each([
    ["", "x", "a tag's name has 1 to 512 characters"],
    ["x".repeat(513), "x", "a tag's name has 1 to 512 characters"],
    ["a/b", "x", "a tag's name has no control character and none of < > % & \\ ? /"],
    ["a\nb", "x", "a tag's name has no control character and none of < > % & \\ ? /"],
    ["Microsoft-team", "x", "tag names that begin with microsoft, azure or windows are Azure's own"],
    ["team", "x".repeat(257), "a tag's value has at most 256 characters"],
  ])("%j", (name, value, message) => {
    expect(tagProblems({ [name]: value }, "tags")).toEqual([
      { path: `tags.${name}`, value, message, fix: "rename or shorten the tag" },
    ]);
  });

  test("fifty with ours", () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, tag) => [`tag${tag}`, "x"]));
    expect(tagProblems(tags(48), "tags")).toEqual([]);
    expect(tagProblems(tags(49), "tags")).toEqual([
      {
        path: "tags",
        value: 49,
        message: "Azure allows 50 tags on a resource, and 2 of them are exaform's",
        fix: "keep at most 48",
      },
    ]);
  });
});
