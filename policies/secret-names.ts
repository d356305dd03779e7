const ANYWHERE = new Set([
  "password",
  "passphrase",
  "token",
  "kubeconfig",
  "credential",
  "credentials",
  "secret",
]);
const AT_THE_END = new Set(["key", "keys", "sas"]);
/** What follows such a word where the name means a reference to a secret and not the secret: `tokenUrl`, `secretName`. */
const REFERENCES = new Set([
  "id",
  "ids",
  "uri",
  "url",
  "name",
  "names",
  "path",
  "file",
  "version",
  "arn",
  "issuer",
]);

/**
 * Whether a name says that what it stands for is a secret: `adminPassword`, `HF_TOKEN`, `storageKey`, but neither `keyVaultUri` nor
 * `secretName`.
 */
export function namesSecret(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  if (REFERENCES.has(last)) return false;
  return AT_THE_END.has(last) || words.some((word) => ANYWHERE.has(word));
}
