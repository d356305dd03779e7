import { describe, expect, test } from "vitest";
import { type Options, type Resource, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { evaluate } from "../../evaluate.ts";
import * as types from "../../resource-types.ts";
import { graphWith, resource } from "../../testing/build-graph.ts";
import { dataProtected } from "./data-protected.ts";

const KEPT = { protect: true, retainOnDelete: true };
const LOOSE = { protect: false, retainOnDelete: false };
const development = resource(types.ENVIRONMENT, "environment", { stage: "development" });
const production = resource(types.ENVIRONMENT, "environment", { stage: "production" });

function answers(found: Resource, ...others: readonly Resource[]): string[] {
  return evaluate(graphWith([found, ...others]), [dataProtected])
    .filter(({ urn }) => urn === found.urn)
    .map(({ status, path, message }) => `${status}: ${path} ${message}`);
}

const PASSED = ["passed: options.protect is true", "passed: options.retainOnDelete is true"];
const FAILED = [
  "failed: options.protect is false; must be true",
  "failed: options.retainOnDelete is false; must be true",
];
const SCRATCH = ["notApplicable: tags.purpose scratch of a development stack: what it holds can be lost"];
const UNSURE = [
  "notEvaluated: options.protect is false; must be true, unless it is scratch: its tag purpose is unknown",
  "notEvaluated: options.retainOnDelete is false; must be true, unless it is scratch: its tag purpose is unknown",
];

describe.each(dataProtected.types)("%s", (type) => {
  test.each<[string, Options, string[]]>([
    ["kept", KEPT, PASSED],
    ["neither", LOOSE, FAILED],
    [
      "retainOnDelete not carried",
      { protect: true },
      [
        "passed: options.protect is true",
        "notEvaluated: options.retainOnDelete is not carried by the embedded engine; must be true",
      ],
    ],
    [
      "protect not carried",
      { retainOnDelete: false },
      [
        "notEvaluated: options.protect is not carried by the embedded engine; must be true",
        "failed: options.retainOnDelete is false; must be true",
      ],
    ],
  ])("%s", (_, options, expected) => {
    expect(answers(resource(type, "it", {}, { options }))).toEqual(expected);
  });
});

describe("scratch", () => {
  const store = (type: string, purpose: Resource["inputs"][string]) =>
    resource(type, "it", { tags: { purpose } }, { options: LOOSE });

  test.each<[string, Resource, Resource[], string[]]>([
    [
      "file system of a development stack",
      store(types.LUSTRE_FILE_SYSTEM, "scratch"),
      [development],
      SCRATCH,
    ],
    ["account of a development stack", store(types.STORAGE_ACCOUNT, "scratch"), [development], SCRATCH],
    ["file system of a production stack", store(types.LUSTRE_FILE_SYSTEM, "scratch"), [production], FAILED],
    ["file system of a stack without intent", store(types.LUSTRE_FILE_SYSTEM, "scratch"), [], FAILED],
    ["another purpose", store(types.STORAGE_ACCOUNT, "datasets"), [development], FAILED],
    ["no purpose", resource(types.STORAGE_ACCOUNT, "it", {}, { options: LOOSE }), [development], FAILED],
    ["a vault cannot be scratch", store(types.VAULT, "scratch"), [development], FAILED],
    ["unknown purpose", store(types.LUSTRE_FILE_SYSTEM, UNKNOWN), [development], UNSURE],
    ["secret purpose", store(types.LUSTRE_FILE_SYSTEM, SECRET), [development], UNSURE],
    ["unknown purpose in production", store(types.LUSTRE_FILE_SYSTEM, UNKNOWN), [production], FAILED],
  ])("%s", (_, found, others, expected) => {
    expect(answers(found, ...others)).toEqual(expected);
  });

  test("unknown purpose, but kept", () => {
    const kept = resource(types.LUSTRE_FILE_SYSTEM, "it", { tags: UNKNOWN }, { options: KEPT });
    expect(answers(kept, development)).toEqual(PASSED);
  });
});

describe("a container is scratch with its account", () => {
  const account = resource(types.STORAGE_ACCOUNT, "account", {
    accountName: "scratch",
    tags: { purpose: "scratch" },
  });
  const container = (accountName: typeof UNKNOWN | string | undefined, from: Resource[]) =>
    resource(types.BLOB_CONTAINER, "it", accountName === undefined ? {} : { accountName }, {
      options: LOOSE,
      from: { accountName: from },
    });

  const nameless = (accountName: Resource["inputs"]) =>
    resource(types.STORAGE_ACCOUNT, "nameless", { ...accountName, tags: { purpose: "scratch" } });

  test.each<[string, Resource, string[]]>([
    ["that it comes from", container(UNKNOWN, [account]), SCRATCH],
    ["that it names", container("scratch", []), SCRATCH],
    ["but not with another", container("datasets", []), FAILED],
    ["but not with an unknown one", container(UNKNOWN, []), FAILED],
    ["but not without one", container(undefined, []), FAILED],
  ])("%s", (_, found, expected) => {
    expect(answers(found, account, nameless({}), nameless({ accountName: UNKNOWN }), development)).toEqual(
      expected,
    );
  });
});
