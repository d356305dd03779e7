import { expect, test } from "vitest";
import { InvalidInput } from "../planning/problem.ts";
import { proven } from "./credential.ts";

const TENANT = "c1f3a777-0000-4d0e-9a5e-5b1c4c1f3a77";

test("a credential that gives a token is used", async () => {
  const credential = { getToken: async () => ({ token: "t", expiresOnTimestamp: 0 }) };
  expect(await proven(credential, TENANT)).toBe(credential);
});

test.each([
  [
    async () => {
      throw new Error(
        "ChainedTokenCredential authentication failed.\nCredentialUnavailableError: many lines",
      );
    },
    "ChainedTokenCredential authentication failed.",
  ],
  [async () => null, "no token was given"],
])("one that does not is refused with what to do", async (getToken, reason) => {
  const refusal = proven({ getToken }, TENANT);
  await expect(refusal).rejects.toBeInstanceOf(InvalidInput);
  await expect(refusal).rejects.toThrow(
    `preflight: 1 problem\n  Azure credential: nobody is signed in to tenant ${TENANT} (${reason})\n    fix: run az login --tenant ${TENANT}; in GitHub Actions, run azure/login with OIDC (client-id, tenant-id, subscription-id) first`,
  );
});
