import { leaveOutVersionAliases } from "../lib/engine/version-aliases.ts";
import { declareNdH100 } from "./nd-h100.ts";
import { readSettings, type Settings } from "./settings.ts";

/** The programs, by the system that an environment names. */
const programs: Readonly<
  Record<Settings["environment"]["system"], (settings: Settings) => Record<string, unknown>>
> = {
  "nd-h100": declareNdH100,
};

/**
 * Declares the running stack.
 *
 * @returns the stack's outputs.
 * @throws InvalidInput with every problem of the configuration, before anything is registered.
 */
export function declareStack(): Record<string, unknown> {
  leaveOutVersionAliases();
  const settings = readSettings();
  return programs[settings.environment.system](settings);
}
