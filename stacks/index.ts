import { leaveOutVersionAliases } from "../lib/engine/version-aliases.ts";
import { planNdH100 } from "./nd-h100.plan.ts";
import { declareNdH100 } from "./nd-h100.ts";
import { type Plan, readSettings, type Settings } from "./settings.ts";

/** A system that an environment may name. */
interface System {
  readonly plan: Plan;
  readonly declare: (settings: Settings) => Record<string, unknown>;
}

const systems: Readonly<Record<Settings["environment"]["system"], System>> = {
  "nd-h100": { plan: planNdH100, declare: declareNdH100 },
};

/**
 * Declares the running stack.
 *
 * @returns the stack's outputs.
 * @throws InvalidInput with every problem of the configuration, before anything is registered.
 */
export function declareStack(): Record<string, unknown> {
  leaveOutVersionAliases();
  const settings = readSettings((system) => systems[system].plan);
  return systems[settings.environment.system].declare(settings);
}
