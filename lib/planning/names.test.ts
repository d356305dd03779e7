import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GlobalNameKind, globalName, type NameKind, nameProblems } from "./names.ts";

const seed = {
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  stack: "nd-h100-prod",
  generation: 1,
  role: "checkpoints",
};

const globalKinds: readonly GlobalNameKind[] = ["storageAccount", "keyVault", "containerRegistry"];
const kinds: readonly NameKind[] = [...globalKinds, "agentPool", "managedCluster", "resourceGroup", "tenant"];

const anySeed = fc.record({
  subscriptionId: fc.oneof(fc.uuid(), fc.string()),
  stack: fc.string({ unit: "grapheme" }),
  generation: fc.integer({ min: 1, max: 999 }),
  role: fc.string({ unit: "grapheme" }),
});

describe("global names", () => {
  test.each([
    ["storageAccount", "stcheckpoint5m3s31a8jlpx"],
    ["keyVault", "kvcheckpoint5m3s31a8jlpx"],
    ["containerRegistry", "crcheckpoint5m3s31a8jlpx"],
  ] as const)(
    "%s: the name never changes, because it is how an interrupted create is found again",
    (kind, name) => {
      expect(globalName(kind, seed)).toBe(name);
    },
  );

  test("every part of the seed makes another name", () => {
    const others = [
      { ...seed, subscriptionId: "00000000-0000-0000-0000-000000000002" },
      { ...seed, stack: "nd-h100-dev" },
      { ...seed, generation: 2 },
      { ...seed, role: "checkpoints2" },
    ];
    const names = [seed, ...others].map((each) => globalName("storageAccount", each));
    expect(new Set(names).size).toBe(names.length);
  });

  test("the case of a subscription id does not matter", () => {
    const subscriptionId = "ABCDEF00-0000-0000-0000-000000000001";
    const lower = { ...seed, subscriptionId: subscriptionId.toLowerCase() };
    expect(globalName("keyVault", { ...seed, subscriptionId })).toBe(globalName("keyVault", lower));
  });

  test("parts cannot be shifted into each other", () => {
    fc.assert(
      fc.property(anySeed, anySeed, (a, b) => {
        fc.pre(JSON.stringify(a).toLowerCase() !== JSON.stringify(b).toLowerCase());
        expect(globalName("keyVault", a)).not.toBe(globalName("keyVault", b));
      }),
    );
  });

  test("are valid for any seed", () => {
    fc.assert(
      fc.property(anySeed, fc.constantFrom(...globalKinds), (any, kind) => {
        expect(nameProblems(kind, globalName(kind, any), "name")).toEqual([]);
      }),
    );
  });
});

describe("names of the user", () => {
  test.each<[NameKind, string]>([
    ["storageAccount", "abc"],
    ["storageAccount", "a".repeat(24)],
    ["keyVault", "kv-1"],
    ["keyVault", `K${"9".repeat(23)}`],
    ["containerRegistry", "Acr12"],
    ["containerRegistry", "a".repeat(50)],
    ["agentPool", "a"],
    ["agentPool", "gpu123456789"],
    ["tenant", "a"],
    ["tenant", "research42"],
    ["managedCluster", "a"],
    ["managedCluster", `a${"_-".repeat(30)}bc`],
    ["resourceGroup", "Ünïcode_(1).x-"],
    ["resourceGroup", "g".repeat(90)],
  ])("%s %s is valid", (kind, name) => expect(nameProblems(kind, name, "name")).toEqual([]));

  const rules: Readonly<Record<NameKind, string>> = {
    storageAccount: "must be 3 to 24 lower-case letters and digits",
    keyVault: "must be 3 to 24 letters, digits and single hyphens, the first a letter, the last no hyphen",
    containerRegistry: "must be 5 to 50 letters and digits",
    agentPool: "must be 1 to 12 lower-case letters and digits, the first a letter",
    tenant: "must be 1 to 10 lower-case letters and digits, the first a letter",
    managedCluster:
      "must be 1 to 63 letters, digits, hyphens and underscores, the first and last a letter or digit",
    resourceGroup:
      "must be 1 to 90 letters, digits, underscores, hyphens, periods and parentheses, the last no period",
  };

  test.each<[NameKind, string, string]>([
    ["storageAccount", "Checkpoints", "checkpoints"],
    ["storageAccount", "check-points", "checkpoints"],
    ["storageAccount", "prüfpunkte", "prufpunkte"],
    ["storageAccount", "ab", "stab"],
    ["keyVault", "1vault", "vault"],
    ["keyVault", "my--vault", "my-vault"],
    ["keyVault", "vault-", "vault"],
    ["keyVault", "", "kv7ivixqqhkd3p"],
    ["containerRegistry", "my-registry", "myregistry"],
    ["containerRegistry", "acr", "registryacr"],
    ["agentPool", "GPU1", "gpu1"],
    ["agentPool", "1gpu", "gpu"],
    ["agentPool", "h100-pool", "h100pool"],
    ["tenant", "Vision-1", "vision1"],
    ["managedCluster", "-cluster", "cluster"],
    ["managedCluster", "a cluster; rm -rf /", "a-cluster-rm-rf"],
    ["managedCluster", "${{ secrets.X }}", "secrets-X"],
    ["resourceGroup", "group.", "group"],
    ["resourceGroup", "a\r\nb", "a-b"],
  ])("%s %j is refused", (kind, name, fix) => {
    expect(nameProblems(kind, name, "names.x")).toEqual([
      { path: "names.x", value: name, message: rules[kind], fix: `write ${fix}` },
    ]);
  });

  test.each<[NameKind, number, string]>([
    ["storageAccount", 25, "a".repeat(24)],
    ["keyVault", 25, "a".repeat(24)],
    ["containerRegistry", 51, "a".repeat(50)],
    ["agentPool", 13, "a".repeat(12)],
    ["tenant", 11, "a".repeat(10)],
    ["managedCluster", 64, "a".repeat(63)],
    ["resourceGroup", 91, "a".repeat(90)],
  ])("%s of %i characters is too long", (kind, length, fix) => {
    expect(nameProblems(kind, "a".repeat(length), "name")).toEqual([
      {
        path: "name",
        value: "a".repeat(length),
        message: `${rules[kind]}; it has ${length} characters`,
        fix: `write ${fix}`,
      },
    ]);
  });

  test.each<[NameKind, string]>([
    ["agentPool", "constructor"],
    ["managedCluster", "toString"],
    ["resourceGroup", "__proto__"],
  ])("%s %s is part of every object", (kind, name) => {
    const [problem] = nameProblems(kind, name, "name");
    expect(problem?.message).toBe(
      "the name of a part of every JavaScript object: it would be mistaken for that",
    );
  });

  test("what is proposed is valid, whatever was written", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...kinds), (name, kind) => {
        for (const { fix } of nameProblems(kind, name, "name")) {
          expect(nameProblems(kind, fix.replace("write ", ""), "name")).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
