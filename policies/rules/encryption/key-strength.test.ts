import { expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KEY, LUSTRE_FILE_SYSTEM } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { keyStrength } from "./key-strength.ts";

const keyOf = (purpose: Value, properties: Properties) =>
  resource(KEY, "it", { keyName: "it", vaultName: "kv", properties, tags: { purpose } });
const lustreWith = (key: Resource) =>
  resource(
    LUSTRE_FILE_SYSTEM,
    "scratch",
    { encryptionSettings: { keyEncryptionKey: { keyUrl: UNKNOWN } } },
    { from: { encryptionSettings: [key] } },
  );

function statuses(key: Resource, ...others: readonly Resource[]): (string | undefined)[] {
  return answersOf([keyStrength], "E11", key, ...others).map((answer) => answer.split(" ", 2).join(" "));
}

test.each<[string, Properties, string[]]>([
  [
    "RSA in hardware",
    { kty: "RSA-HSM", keySize: 3072 },
    ["passed: properties.kty", "passed: properties.keySize"],
  ],
  [
    "RSA of 4,096 bits",
    { kty: "RSA-HSM", keySize: 4096 },
    ["passed: properties.kty", "passed: properties.keySize"],
  ],
  ["RSA of no said size", { kty: "RSA-HSM" }, ["passed: properties.kty", "failed: properties.keySize"]],
  [
    "RSA in software",
    { kty: "RSA", keySize: 3072 },
    ["failed: properties.kty", "passed: properties.keySize"],
  ],
  ["a curve", { kty: "EC-HSM" }, ["passed: properties.kty", "passed: properties.curveName"]],
  [
    "P-521",
    { kty: "EC-HSM", curveName: "P-521" },
    ["passed: properties.kty", "passed: properties.curveName"],
  ],
  [
    "the curve of coins",
    { kty: "EC-HSM", curveName: "P-256K" },
    ["passed: properties.kty", "failed: properties.curveName"],
  ],
  [
    "an unknown size",
    { kty: "RSA-HSM", keySize: UNKNOWN },
    ["passed: properties.kty", "notEvaluated: properties.keySize"],
  ],
])("%s", (_, properties, expected) => {
  expect(statuses(keyOf("disks", properties))).toEqual(expected);
});

const SMALL = { kty: "RSA", keySize: 2048 };

test("Managed Lustre needs RSA of 2,048 bits in software, and gets nothing else", () => {
  const key = keyOf("lustre", SMALL);
  expect(answersOf([keyStrength], "E11", key, lustreWith(key))[1]).toMatch(
    /^passed: properties.keySize is 2048: AmlFilesystem scratch needs that for lustre \(https:/,
  );
  const strong = keyOf("lustre", { kty: "RSA-HSM", keySize: 3072 });
  expect(statuses(strong, lustreWith(strong))).toEqual([
    "failed: properties.kty",
    "failed: properties.keySize",
  ]);
});

test("a small key is refused where no file system uses it, or it is for something else", () => {
  const refused = ["failed: properties.kty", "failed: properties.keySize"];
  const other = keyOf("storage", SMALL);
  expect(statuses(keyOf("lustre", SMALL))).toEqual(refused);
  expect(statuses(other, lustreWith(other))).toEqual(refused);
});

test("a small key of unknown purpose may be needed", () => {
  expect(statuses(keyOf(UNKNOWN, SMALL))).toEqual([
    "notEvaluated: properties.kty",
    "notEvaluated: properties.keySize",
  ]);
});
