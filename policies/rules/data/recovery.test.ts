import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { recovery } from "./recovery.ts";

const MUST = "BlobServiceProperties must be declared for it";
const development = resource(types.ENVIRONMENT, "environment", { stage: "development" });

const account = (inputs: Properties = {}) =>
  resource(types.STORAGE_ACCOUNT, "account", { accountName: "a", ...inputs });
const service = (inputs: Properties, from: Resource[] = []) =>
  resource(
    types.BLOB_SERVICE,
    "service",
    { blobServicesName: "default", ...inputs },
    { from: { accountName: from } },
  );

describe("an account", () => {
  test.each<[string, Resource, Resource[], string[]]>([
    [
      "with the object",
      account(),
      [service({ accountName: "a" })],
      ["passed: accountName has BlobServiceProperties"],
    ],
    [
      "that the object comes from",
      account(),
      [service({ accountName: UNKNOWN }, [account()])],
      ["passed: accountName has BlobServiceProperties"],
    ],
    ["without", account(), [], [`failed: accountName has no BlobServiceProperties; ${MUST}`]],
    [
      "beside another's",
      account(),
      [service({ accountName: "b" })],
      [`failed: accountName has no BlobServiceProperties; ${MUST}`],
    ],
    [
      "beside one of an unknown account",
      account(),
      [service({ accountName: UNKNOWN })],
      [`failed: accountName has no BlobServiceProperties; ${MUST}`],
    ],
    ["of files", account({ kind: "FileStorage" }), [], []],
    [
      "of scratch",
      account({ tags: { purpose: "scratch" } }),
      [development],
      ["notApplicable: tags.purpose scratch of a development stack: what it holds can be lost"],
    ],
  ])("%s", (_, found, others, expected) => {
    expect(answersOf(recovery, found, others)).toEqual(expected);
  });

  test("and an object whose account nobody knows", () => {
    const unknown = resource(types.BLOB_SERVICE, "service", { accountName: UNKNOWN }, { from: undefined });
    expect(answersOf(recovery, account(), [unknown])).toEqual([
      `notEvaluated: accountName whose BlobServiceProperties they are is unknown; ${MUST}`,
    ]);
  });
});

describe("its blobs", () => {
  const on = { enabled: true };

  test.each<[string, Value | undefined, string]>([
    ["deleteRetentionPolicy", on, "passed: deleteRetentionPolicy.enabled is true"],
    ["deleteRetentionPolicy", undefined, "failed: deleteRetentionPolicy.enabled is not set; must be true"],
    [
      "deleteRetentionPolicy",
      { enabled: false },
      "failed: deleteRetentionPolicy.enabled is false; must be true",
    ],
    [
      "deleteRetentionPolicy",
      UNKNOWN,
      "notEvaluated: deleteRetentionPolicy.enabled is unknown until the cloud answers; must be true",
    ],
    ["containerDeleteRetentionPolicy", on, "passed: containerDeleteRetentionPolicy.enabled is true"],
    [
      "containerDeleteRetentionPolicy",
      undefined,
      "failed: containerDeleteRetentionPolicy.enabled is not set; must be true",
    ],
    ["isVersioningEnabled", true, "passed: isVersioningEnabled is true"],
    ["isVersioningEnabled", false, "failed: isVersioningEnabled is false; must be true"],
    ["isVersioningEnabled", undefined, "failed: isVersioningEnabled is not set; must be true"],
    [
      "isVersioningEnabled",
      UNKNOWN,
      "notEvaluated: isVersioningEnabled is unknown until the cloud answers; must be true",
    ],
  ])("%s %o", (property, value, expected) => {
    const inputs = { accountName: "a", ...(value !== undefined && { [property]: value }) };
    expect(answersOf(recovery, service(inputs), [account()])).toContain(expected);
  });

  const versions = (found: Resource, ...others: Resource[]) =>
    answersOf(recovery, service({ accountName: "a", isVersioningEnabled: false }), [found, ...others]).at(-1);

  test("have no versions where there can be none, or where they keep nothing", () => {
    expect(versions(account({ isHnsEnabled: true }))).toMatch(
      /^notApplicable: isVersioningEnabled an account with a hierarchical namespace/,
    );
    expect(versions(account({ tags: { purpose: "logs" } }))).toMatch(
      /^notApplicable: isVersioningEnabled logs are appended to/,
    );
    expect(versions(account({ tags: { purpose: "datasets" } }))).toBe(
      "failed: isVersioningEnabled is false; must be true",
    );
    expect(versions(account({ tags: { purpose: "scratch" } }), development)).toBe(
      "notApplicable: accountName scratch of a development stack: what it holds can be lost",
    );
  });
});
