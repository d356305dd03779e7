import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import {
  allHold,
  anyOf,
  isOfEverybody,
  oneHolds,
  policyDocumentOf,
  type Truth,
} from "./aws-policy-document.ts";

const statement = { Effect: "Allow", Action: "s3:*", Resource: ["a", "b"] };

test.each<[string, Value]>([
  ["text", JSON.stringify({ Statement: [statement] })],
  ["text of one statement", JSON.stringify({ Statement: statement })],
  ["an object", { Statement: [statement] }],
  ["an object of one statement", { Statement: statement }],
])("%s is read alike", (_, input) => {
  expect(policyDocumentOf(input)).toEqual({
    kind: "statements",
    statements: [
      {
        effect: "Allow",
        actions: ["s3:*"],
        notActions: [],
        resources: ["a", "b"],
        notResources: [],
        principal: undefined,
        condition: undefined,
      },
    ],
  });
});

test.each<[Value | undefined, string]>([
  [undefined, "none"],
  [null, "none"],
  ["", "none"],
  [UNKNOWN, "unread"],
  [SECRET, "unread"],
  ["{", "unread"],
  ["[]", "unread"],
  ["null", "unread"],
  [{ Statement: UNKNOWN }, "unread"],
])("%j is %s", (input, kind) => {
  expect(policyDocumentOf(input).kind).toBe(kind);
});

test("of an unknown statement everything is unknown", () => {
  const document = policyDocumentOf({ Statement: [UNKNOWN] });
  const [unknown] = document.kind === "statements" ? document.statements : [];
  expect(unknown && anyOf(unknown.actions, () => false)).toBe("unknown");
  expect(unknown && isOfEverybody(unknown)).toBe("unknown");
});

test.each<[all: Truth, one: Truth, Truth[]]>([
  [true, false, []],
  [true, true, [true, true]],
  [false, true, [true, "unknown", false]],
  ["unknown", true, [true, "unknown"]],
  [false, "unknown", [false, "unknown"]],
  [false, false, [false]],
])("all hold: %s, one holds: %s, of %j", (all, one, truths) => {
  expect(allHold(...truths)).toBe(all);
  expect(oneHolds(...truths)).toBe(one);
});
