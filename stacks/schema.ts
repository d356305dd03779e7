import * as z from "zod";
import { environmentSchema } from "./environment.ts";

/** The JSON Schema of a stack's file, `stacks/Pulumi.<stack>.yaml`: completion, checks and documentation in an editor. */
export function stackFileSchema(): object {
  const { $schema, ...environment } = z.toJSONSchema(environmentSchema, { io: "input" });
  const id = (description: string) => ({ type: "string", format: "uuid", description });
  return {
    $schema,
    title: "An environment of exaform",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        required: [
          "azure-native:location",
          "azure-native:subscriptionId",
          "azure-native:tenantId",
          "exaform:environment",
        ],
        properties: {
          "azure-native:location": {
            type: "string",
            description: "Azure region, lower case, without spaces: eastus.",
          },
          "azure-native:subscriptionId": id(
            "Subscription in which everything is made; one for each environment.",
          ),
          "azure-native:tenantId": id("Entra tenant of the subscription."),
          "exaform:environment": environment,
        },
      },
    },
  };
}
