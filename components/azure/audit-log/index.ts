export { type AuditLogArgs, type ResolvedAuditLog, resolveAuditLogArgs } from "./audit-log.args.ts";
export { AuditLog } from "./audit-log.ts";
