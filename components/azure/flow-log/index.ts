export { type FlowLogArgs, type ResolvedFlowLog, resolveFlowLogArgs } from "./flow-log.args.ts";
export { FlowLog } from "./flow-log.ts";
