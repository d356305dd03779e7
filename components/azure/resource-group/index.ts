export { type ProtectedResourceGroupArgs, resolveProtectedResourceGroupArgs } from "./resource-group.args.ts";
export { ProtectedResourceGroup } from "./resource-group.ts";
