import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { InvalidInput } from "../../lib/planning/problem.ts";
import { environmentsOf, rehearsed } from "./environment.ts";

const PROD = "stacks/Pulumi.nd-h100-prod.yaml";

describe("without --against", () => {
  const { before, after, update } = environmentsOf("nd-h100-prod", undefined);

  test("up begins with the stack's own environment, which differs in ids only", () => {
    const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
    expect(before.text.replace(ids, "id")).toBe(readFileSync(PROD, "utf8").replace(ids, "id"));
    expect(before.text).toContain("azure-native:subscriptionId: e8e55a1e-0000-4000-8000-000000000011");
    expect(before.text).not.toContain("00000000-0000-0000-0000");
  });

  test("the update grows the GPU nodes by 10, and nothing else", () => {
    const grown = parse(after.text);
    expect(grown.config["exaform:environment"].nodes).toBe(266);
    grown.config["exaform:environment"].nodes = 256;
    expect(grown).toEqual(parse(before.text));
    expect(update).toBe("266 GPU nodes instead of 256");
  });
});

describe("with --against", () => {
  test("up begins with the file of before, and the stack's own is the update", () => {
    const { before, after, update } = environmentsOf("nd-h100-prod", PROD);
    expect(before).toEqual({ text: rehearsed(readFileSync(PROD, "utf8")), shownAs: PROD });
    expect(after.shownAs).toBe(PROD);
    expect(update).toBe(`from ${PROD} to ${PROD}`);
  });

  test.each(["HEAD~1", "no-such-file.yaml", "package.json"])("%s is refused", (against) => {
    expect(() => environmentsOf("nd-h100-dev", against)).toThrow(InvalidInput);
    expect(() => environmentsOf("nd-h100-dev", against)).toThrow("must be an environment file of before");
  });
});

test("the file of another stack is not the environment of before", () => {
  expect(() => environmentsOf("nd-h100-dev", PROD)).toThrow(
    "is the environment file of nd-h100-prod, another stack",
  );
});

describe("example ids", () => {
  test("become ids that up accepts, and the same ones the same", () => {
    expect(
      rehearsed("a: 00000000-0000-0000-0000-000000000002\nb: 00000000-0000-0000-0000-000000000002"),
    ).toBe("a: e8e55a1e-0000-4000-8000-000000000002\nb: e8e55a1e-0000-4000-8000-000000000002");
  });

  test("are the only ids that change", () => {
    const mine = "subscriptionId: 4b1f0c1e-9d7a-4f57-8f0e-2a6c3d5e7f90";
    expect(rehearsed(mine)).toBe(mine);
  });
});
