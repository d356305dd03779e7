export {
  type LustreMaintenance,
  type LustreScratchArgs,
  type LustreScratchSettings,
  type ResolvedLustreScratch,
  resolveLustreScratchArgs,
} from "./lustre-scratch.args.ts";
export { LustreScratch } from "./lustre-scratch.ts";
export type { RootSquash } from "./root-squash.ts";
