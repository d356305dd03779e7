import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../../lib/planning/problem.ts";

/**
 * The subscription that the azure-native provider works on: ids of roles and resources carry it.
 *
 * @throws InvalidInput where neither the stack's configuration nor the environment says it.
 */
export function subscriptionId(): string {
  const id = new pulumi.Config("azure-native").get("subscriptionId") ?? process.env.ARM_SUBSCRIPTION_ID;
  if (id === undefined) {
    throw new InvalidInput("azure-native", [
      {
        path: "azure-native:subscriptionId",
        value: undefined,
        message: "the subscription is needed to name roles and resources",
        fix: "pulumi config set azure-native:subscriptionId <id>, or set ARM_SUBSCRIPTION_ID",
      },
    ]);
  }
  return id;
}
