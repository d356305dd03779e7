import type { Behaviour, Refusal } from "./behaviour.ts";

/** Resource Manager forwards nothing to a provider that the subscription has not registered. */
export const registrations: Behaviour = {
  name: "registration of resource providers",
  source:
    "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider",
  admit: ({ method, type }, { world }) => {
    if (method === "DELETE") return undefined;
    const namespace = type.armType.replace(/\/.*/, "");
    const state = Object.entries(world.providers).find(
      ([name]) => name.toLowerCase() === namespace.toLowerCase(),
    )?.[1];
    return state === "NotRegistered" ? notRegistered(namespace) : undefined;
  },
};

function notRegistered(namespace: string): Refusal {
  const message = `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`;
  return { status: 409, code: "MissingSubscriptionRegistration", message };
}
