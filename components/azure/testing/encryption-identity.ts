import { expect } from "vitest";
import { type Graph, ofType, type Resource } from "../../../lib/graph/graph.ts";

const CRYPTO_SERVICE_ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

/**
 * Asserts that a service waits for an identity that can use one key and do nothing else, kept as the service is.
 *
 * @param service resource that is encrypted.
 * @param kept whether Pulumi keeps it.
 */
export function expectEncryptionIdentity(
  graph: Graph,
  service: Resource | undefined,
  keyId: string,
  kept = true,
): void {
  const [identity, ...otherIdentities] = ofType(graph, "azure-native:managedidentity:UserAssignedIdentity");
  const [role, ...otherRoles] = ofType(graph, "azure-native:authorization:RoleAssignment");
  expect([otherIdentities, otherRoles]).toEqual([[], []]);
  expect(identity?.inputs.resourceName).toMatch(/.-identity$/);
  expect(identity?.inputs.tags).toMatchObject({
    "exaform-stack": "exaform/test",
    "exaform-urn": identity?.urn,
  });
  expect(role?.inputs.scope).toBe(keyId);
  expect(role?.inputs.roleDefinitionId).toMatch(new RegExp(`/${CRYPTO_SERVICE_ENCRYPTION_USER}$`));
  expect(role?.propertyDependencies?.principalId).toEqual([identity?.urn]);
  expect(service?.dependencies).toEqual(expect.arrayContaining([identity?.urn, role?.urn]));
  for (const resource of [service, identity])
    expect(keptOptions(resource)).toEqual({ protect: kept, retainOnDelete: kept });
  expect(keptOptions(role)).toEqual({ protect: true, retainOnDelete: kept });
}

/** The options that keep a resource, off where they are not said. */
export function keptOptions(resource: Resource | undefined): { protect: boolean; retainOnDelete: boolean } {
  const { protect = false, retainOnDelete = false } = resource?.options ?? {};
  return { protect, retainOnDelete };
}
