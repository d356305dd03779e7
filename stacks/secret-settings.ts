import { createRequire } from "node:module";
import type { Problem } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";

/** A part of the Pulumi SDK that its type declarations leave out. */
interface ConfigModule {
  isConfigSecret(key: string): boolean;
}

const require = createRequire(import.meta.url);
const { isConfigSecret } = require("@pulumi/pulumi/runtime/config.js") as ConfigModule;

/** Settings that end up in clear in names, ids, tags and the state. */
const IN_CLEAR = [
  "azure-native:location",
  "azure-native:subscriptionId",
  "azure-native:tenantId",
  ENVIRONMENT_PATH,
];

/**
 * Settings that are encrypted and would not stay so: Pulumi decrypts what is under `secure:`, nested values too, and hands it
 * to the program like any other text.
 */
export function secretProblems(): Problem[] {
  return IN_CLEAR.filter(isConfigSecret).map((path) => ({
    path,
    value: undefined,
    message: "is encrypted, or something in it is, and would stand in clear in names, tags and the state",
    fix: "write it without `secure:`; exaform takes no secrets",
  }));
}
