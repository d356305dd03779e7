import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KEY, MANAGED_CLUSTER } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { etcdEncryption } from "./etcd-encryption.ts";

const PATH = "securityProfile.azureKeyVaultKms.keyId";
const VERSION = "0123456789abcdef0123456789abcdef";
const KEY_URL = "https://kv-etcd.vault.azure.net/keys/etcd";
const MUST = "must be https://<vault>.vault.azure.net/keys/<key>/<version>";
const key = resource(KEY, "etcd-key");

test.each<[string, Value | undefined, Extras, string]>([
  ["with its version", `${KEY_URL}/${VERSION}`, {}, "passed: PATH names a key and its version"],
  ["without", KEY_URL, {}, `failed: PATH is "${KEY_URL}"; ${MUST}`],
  ["of a secret", `https://kv-etcd.vault.azure.net/secrets/etcd/${VERSION}`, {}, "failed: PATH is "],
  ["not set", undefined, {}, "failed: PATH is not set; must be set"],
  ["empty", "", {}, "failed: PATH is not set; must be set"],
  [
    "of this stack",
    UNKNOWN,
    { from: { securityProfile: [key] } },
    "passed: PATH comes from Key etcd-key of this stack",
  ],
  [
    "from elsewhere",
    UNKNOWN,
    {},
    "notEvaluated: PATH is unknown, and comes from no Key of this stack; must be set",
  ],
  ["secret", SECRET, {}, "passed: PATH is set"],
])("a key %s", (_, keyId, extras, expected) => {
  const kms = keyId === undefined ? {} : { keyId };
  const cluster = resource(
    MANAGED_CLUSTER,
    "cluster",
    { securityProfile: { azureKeyVaultKms: kms } },
    extras,
  );
  const answers = answersOf([etcdEncryption], "E03", cluster, key);
  const found = answers.find((answer) => answer.includes(`: ${PATH} `))?.replace(PATH, "PATH");
  expect(found?.startsWith(expected) ? expected : found).toBe(expected);
});
