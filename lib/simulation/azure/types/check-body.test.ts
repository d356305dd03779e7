import { describe, expect, test } from "vitest";
import type { Inputs } from "./index.ts";
import { bodies } from "./testing/bodies.ts";
import { problemsOf } from "./testing/refusals.ts";

const UNKNOWN = { $unknown: true };
const POOL = "containerservice:AgentPool";

test.each(Object.keys(bodies))("the plain body of %s is taken", (type) => {
  expect(problemsOf(type, {})).toEqual([]);
});

describe("what is not known yet", () => {
  const hidden = Object.entries(bodies).flatMap(([type, body]) =>
    Object.keys(body).map((field) => [type, field] as const),
  );

  test.each(hidden)("%s %s is not judged", (type, field) => {
    expect(problemsOf(type, { [field]: UNKNOWN })).toEqual([]);
    expect(problemsOf(type, { [field]: { $secret: true } })).toEqual([]);
  });
});

describe("tags", () => {
  const many = (count: number): Inputs =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag${n}`, ""]));

  test.each([
    [many(50), []],
    [many(51), ["tags"]],
    [{ ["n".repeat(512)]: "v".repeat(256) }, []],
    [{ ["n".repeat(513)]: "" }, [`tags.${"n".repeat(513)}`]],
    [{ name: "v".repeat(257) }, ["tags.name"]],
    [{ "a/b": "" }, ["tags.a/b"]],
    [{ "exaform:component": "x" }, []],
    [UNKNOWN, []],
  ])("row %#", (tags, targets) => {
    expect(problemsOf("network:VirtualNetwork", { tags }).map(({ target }) => target)).toEqual(targets);
  });

  test("speak Azure's words", () => {
    expect(problemsOf("network:VirtualNetwork", { tags: { "a?": "" } })).toEqual([
      {
        code: "InvalidTagNameCharacters",
        message: "The tag names 'a?' have reserved characters '<,>,%,&,\\,?,/' or control characters.",
        target: "tags.a?",
      },
    ]);
  });
});

describe("single fields", () => {
  test("a missing one", () => {
    expect(problemsOf(POOL, { count: undefined })).toEqual([
      { code: "InvalidParameter", message: "Required parameter count is missing (null).", target: "count" },
    ]);
  });

  test("a missing region", () => {
    expect(problemsOf("keyvault:Vault", { location: null })).toEqual([
      {
        code: "LocationRequired",
        message: "The location property is required for this definition.",
        target: "location",
      },
    ]);
  });

  test("a wrong one, with the code of its service", () => {
    const rule = "3 to 24 letters, digits and single hyphens, the first a letter, the last a letter or digit";
    const message = `The value of parameter vaultName is invalid: 'a--b' must be ${rule}.`;
    expect(problemsOf("keyvault:Vault", { vaultName: "a--b" })).toEqual([
      { code: "VaultNameNotValid", message, target: "vaultName" },
    ]);
  });

  test("one that is too long to repeat is cut", () => {
    const [problem] = problemsOf("keyvault:Vault", { vaultName: "a".repeat(500) });
    expect(problem?.message.length).toBeLessThan(250);
  });
});
