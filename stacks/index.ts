import { leaveOutVersionAliases } from "../lib/engine/version-aliases.ts";
import { prepareNdH100 } from "./nd-h100.ts";
import { type Planner, planStack, type Settings } from "./settings.ts";

/** Declares what was planned, and gives the stack's outputs. */
type Declare = () => Record<string, unknown>;

/** The systems that an environment may name: each plans, and gives back what declares the plan. */
const systems: Readonly<Record<Settings["environment"]["system"], Planner<Declare>>> = {
  "nd-h100": prepareNdH100,
};

/**
 * Declares the running stack.
 *
 * @returns the stack's outputs.
 * @throws InvalidInput with every problem of the configuration, before anything is registered.
 */
export function declareStack(): Record<string, unknown> {
  leaveOutVersionAliases();
  const declare = planStack((system) => systems[system]);
  return declare();
}
