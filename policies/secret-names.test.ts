import { expect, test } from "vitest";
import { namesSecret } from "./secret-names.ts";

test.each([
  ["adminPassword", true],
  ["HF_TOKEN", true],
  ["kubeconfig", true],
  ["rawKubeconfig", true],
  ["storageKey", true],
  ["WANDB_API_KEY", true],
  ["accessKeys", true],
  ["client-secret", true],
  ["passwordHash", true],
  ["blobSas", true],
  ["keyVaultUri", false],
  ["keyVaultName", false],
  ["secretName", false],
  ["tokenUrl", false],
  ["etcdKeyId", false],
  ["monkey", false],
  ["keyboard", false],
  ["islands", false],
  ["", false],
])("%s: %s", (name, expected) => {
  expect(namesSecret(name)).toBe(expected);
});
