export {
  type PrivateRegistryArgs,
  type ResolvedPrivateRegistry,
  resolvePrivateRegistryArgs,
} from "./registry.args.ts";
export { PrivateRegistry } from "./registry.ts";
