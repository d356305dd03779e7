import { DefaultAzureCredential, type TokenCredential } from "@azure/identity";
import { InvalidInput } from "../planning/problem.ts";
import { AZURE } from "./arm.ts";
import { firstLine } from "./arm-answer.ts";

/**
 * Whoever is signed in, by the ways of `DefaultAzureCredential`: environment, federated token, managed identity, `az login`.
 *
 * @param tenantId the tenant of the stack.
 * @throws InvalidInput where nobody is, in a sentence that says what to do; no token is in it.
 */
export function signedIn(tenantId: string): Promise<TokenCredential> {
  return proven(new DefaultAzureCredential({ tenantId }), tenantId);
}

/** The credential, once it has shown that it gets a token for Azure Resource Manager. */
export async function proven(credential: TokenCredential, tenantId: string): Promise<TokenCredential> {
  try {
    const token = await credential.getToken(`${AZURE}/.default`);
    if (token !== null) return credential;
  } catch (error) {
    throw refused(tenantId, error instanceof Error ? firstLine(error.message) : "no reason given");
  }
  throw refused(tenantId, "no token was given");
}

function refused(tenantId: string, reason: string): InvalidInput {
  return new InvalidInput("preflight", [
    {
      path: "Azure credential",
      value: undefined,
      message: `nobody is signed in to tenant ${tenantId} (${reason})`,
      fix: `run az login --tenant ${tenantId}; in GitHub Actions, run azure/login with OIDC (client-id, tenant-id, subscription-id) first`,
    },
  ]);
}
