import type { Resource } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

/** What watches over a subscription or an account and belongs to no cluster. */
export const governanceResources: readonly Resource[] = [
  resource(types.DEFENDER_PLAN, "defender", { pricingName: "Containers", pricingTier: "Standard" }),
  resource(types.ROLE_DEFINITION, "deployer", {
    permissions: [
      {
        actions: ["Microsoft.ContainerService/*", "Microsoft.KeyVault/vaults/read"],
        dataActions: ["Microsoft.KeyVault/vaults/keys/read"],
      },
    ],
  }),
  resource(types.CLOUD_TRAIL, "trail", {
    enableLogFileValidation: true,
    kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
  }),
  resource(types.ECR_REPOSITORY, "images", { name: "images" }),
];
