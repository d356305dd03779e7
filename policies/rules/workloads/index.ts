import type { Rule } from "../../rule.ts";
import { capabilities } from "./capabilities.ts";
import { gpuSoftware } from "./gpu-software.ts";
import { hostNamespaces } from "./host-namespaces.ts";
import { hostPaths } from "./host-paths.ts";
import { imageDigests } from "./image-digests.ts";
import { imageScanning } from "./image-scanning.ts";
import { podSecurity } from "./pod-security.ts";
import { secretsInEnvironment } from "./secrets-in-environment.ts";
import { serviceAccounts } from "./service-accounts.ts";
import { sharedMemory } from "./shared-memory.ts";
import { signatureVerifier } from "./signature-verifier.ts";
import { tenants } from "./tenants.ts";
import { unprivileged } from "./unprivileged.ts";
import { wholeGpus } from "./whole-gpus.ts";

/** Workloads, supply chain and tenants: W. */
export const workloadRules: readonly Rule[] = [
  podSecurity,
  unprivileged,
  capabilities,
  hostNamespaces,
  hostPaths,
  sharedMemory,
  wholeGpus,
  imageDigests,
  signatureVerifier,
  imageScanning,
  tenants,
  serviceAccounts,
  secretsInEnvironment,
  gpuSoftware,
];
