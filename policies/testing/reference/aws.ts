import type { Resource } from "../../../lib/graph/graph.ts";
import { awsEncryptionResources, launchTemplate } from "./aws-encryption.ts";
import { awsIdentityResources } from "./aws-identity.ts";
import { awsNetworkResources, nodesOf } from "./aws-network.ts";

/** Compliant objects of AWS, written by hand: no component declares them yet. */
export const awsResources: readonly Resource[] = [
  ...awsIdentityResources,
  ...awsEncryptionResources,
  ...awsNetworkResources,
  nodesOf(launchTemplate),
];
