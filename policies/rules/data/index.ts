import type { Rule } from "../../rule.ts";
import { auditLogs } from "./audit-logs.ts";
import { cloudLock } from "./cloud-lock.ts";
import { dataProtected } from "./data-protected.ts";
import { deployerRights } from "./deployer-rights.ts";
import { logRetention } from "./log-retention.ts";
import { recovery } from "./recovery.ts";
import { secretOutputs } from "./secret-outputs.ts";
import { secretsProvider } from "./secrets-provider.ts";
import { separateGroups } from "./separate-groups.ts";
import { tags } from "./tags.ts";
import { upgrades } from "./upgrades.ts";

/** Data safety, audit and state: D. */
export const dataRules: readonly Rule[] = [
  dataProtected,
  cloudLock,
  recovery,
  separateGroups,
  auditLogs,
  logRetention,
  secretsProvider,
  secretOutputs,
  deployerRights,
  upgrades,
  tags,
];
