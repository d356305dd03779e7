import { hostileText, MASKED, masked } from "../lib/planning/hostile-text.ts";
import type { Problem } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";

/** Settings of the provider: https://www.pulumi.com/registry/packages/azure-native/installation-configuration (2026-11). */
const AZURE = [
  "auxiliaryTenantIds",
  "clientCertificatePassword",
  "clientCertificatePath",
  "clientId",
  "clientSecret",
  "disableInstanceDiscovery",
  "disablePulumiPartnerId",
  "environment",
  "location",
  "metadataHost",
  "msiEndpoint",
  "oidcRequestToken",
  "oidcRequestUrl",
  "oidcToken",
  "oidcTokenFilePath",
  "partnerId",
  "subscriptionId",
  "tenantId",
  "useDefaultAzureCredential",
  "useMsi",
  "useOidc",
].map((name) => `azure-native:${name}`);

/**
 * Settings that nobody reads: whatever begins with `exaform:` besides the environment, and what is nearly a setting of the
 * provider. Other programs' settings are theirs.
 *
 * @param config the whole configuration, by full key.
 */
export function settingProblems(config: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(config).flatMap(([key, value]) => {
    const known = key.startsWith("exaform:") ? [ENVIRONMENT_PATH] : AZURE;
    if (known.includes(key)) return [];
    const meant = suggest(key, known);
    const message = `unknown setting${known.length === 1 ? `; exaform reads ${ENVIRONMENT_PATH} only` : ""}`;
    const problem = {
      path: masked(key),
      value: hostileText({ [key]: value }, "").length === 0 ? value : MASKED,
      message,
    };
    if (meant !== undefined) return [{ ...problem, fix: `did you mean ${meant}?` }];
    return known === AZURE ? [] : [{ ...problem, fix: `remove it, or write it under ${ENVIRONMENT_PATH}` }];
  });
}
