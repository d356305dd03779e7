export { type AddressPlan, type AddressRequest, planAddresses } from "./addresses.ts";
export { type Island, type IslandRequest, planIslands, scaleOutSteps, type Tenant } from "./islands.ts";
export { type LustrePlan, type LustreRequest, planLustre } from "./lustre.ts";
export { type GlobalNameKind, type GlobalNameSeed, globalName } from "./names.ts";
export { InvalidInput, type Problem } from "./problem.ts";
export { type PoolDemand, type QuotaNeed, quotaNeeded } from "./quota.ts";
