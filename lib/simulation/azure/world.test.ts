import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { InvalidInput } from "../../planning/problem.ts";
import { assumptionsOf, readWorld, worldOf } from "./world.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "exaform-world-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = join(folder, "world.yaml");
  writeFileSync(file, text);
  return file;
}

test("the example of the documentation is a world", () => {
  const page = readFileSync("docs/simulated-azure.md", "utf8");
  const [, example = ""] = page.split(/^```(?:yaml)?$/m);
  const world = readWorld(fileOf(example));
  expect(world.quota.eastus?.cores).toBe(20_000);
  expect(world.capacity.eastus?.["1"]).toEqual({ Standard_ND96isr_H100_v5: 95 });
  expect(world.deployer).toEqual({
    principalId: "00000000-0000-0000-0000-000000000042",
    roles: [{ role: "Contributor", scope: "/subscriptions/00000000-0000-0000-0000-000000000001" }],
  });
});

test("an empty file is a world about which everything is assumed", () => {
  const assumptions = assumptionsOf(readWorld(fileOf("")));
  expect(assumptions.map(({ key, text }) => `${key}: ${text}`)).toEqual([
    "quota: quota is unlimited",
    "usage: nothing else uses quota",
    "capacity: Azure has every size in every zone",
    "restrictions: every size of the catalogue is offered in every region and zone",
    "features: feature flags are registered, and a VM size that wants one unregistered has it so",
    "providers: resource providers are registered",
    "takenNames: no other customer has a name that must be unique",
    "softDeletedVaults: no deleted vault keeps its name",
    "exists: the subscription is empty",
    "deployer: whoever deploys is Owner of the subscription",
  ]);
});

test("what a world says is no assumption, and what it leaves open beside it still is one", () => {
  const world = worldOf({
    quota: { eastus: { cores: 100 } },
    usage: { eastus: { cores: 1 } },
    softDeletedVaults: ["kv"],
    deployer: "unknown",
  });
  const texts = assumptionsOf(world).map(({ text }) => text);
  expect(texts).toContain("quota is unlimited for every region and family that is not given");
  expect(assumptionsOf(world).map(({ key }) => key)).toEqual([
    "quota",
    "capacity",
    "restrictions",
    "features",
    "providers",
    "takenNames",
    "exists",
  ]);
});

test.each([
  ["a misspelt key", "quotas: {}\n", "quotas", "no such key in a world", "write quota"],
  ["quota as text", "quota: {eastus: {cores: many}}\n", "quota.eastus.cores", "Invalid input", undefined],
  ["a negative limit", "quota: {eastus: {cores: -1}}\n", "quota.eastus.cores", "Too small", undefined],
  [
    "a flag without namespace",
    "features: {EncryptionAtHost: Registered}\n",
    "features.EncryptionAtHost",
    "",
    undefined,
  ],
  [
    "an id that is none",
    "exists: [{id: pool}]\n",
    "exists.0.id",
    "must be the id of an Azure resource",
    undefined,
  ],
  [
    "an unknown role",
    "deployer: {principalId: a, roles: [{role: King, scope: /subscriptions/s}]}\n",
    "deployer",
    "",
    undefined,
  ],
])("refused with its place and a fix: %s", (_what, text, path, message, fix) => {
  const problems = problemsOf(() => readWorld(fileOf(text), "world.yaml"));
  expect(problems.map((problem) => problem.path)).toEqual([path]);
  expect(problems[0]?.message).toContain(message);
  expect(problems[0]?.fix).toBe(fix ?? "write it as in the example of docs/simulated-azure.md, or remove it");
});

test("every problem is reported, not the first", () => {
  const problems = problemsOf(() => worldOf({ quotas: 1, usage: 2, readLagSeconds: -1 }));
  expect(problems.map(({ path }) => path).toSorted()).toEqual(["quotas", "readLagSeconds", "usage"]);
});

test.each([
  ["no file", () => readWorld(join(folder, "none.yaml"), "none.yaml"), "there is no such file"],
  ["no YAML", () => readWorld(fileOf("quota: [\n"), "world.yaml"), "world.yaml:2"],
  ["a key twice", () => readWorld(fileOf("quota: {}\nquota: {}\n"), "world.yaml"), "Map keys must be unique"],
])("refused: %s", (_what, read, message) => {
  expect(read).toThrow(message);
});

function problemsOf(read: () => unknown): InvalidInput["problems"] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
  }
  throw new Error("nothing was refused");
}
