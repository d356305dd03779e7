import type { Graph } from "./graph.ts";

/** How each provider package calls the setting that says where resources are made which say nothing themselves. */
const REGION_SETTINGS: Readonly<Record<string, string>> = {
  aws: "region",
  azure: "location",
  "azure-native": "location",
};

/** An unknown, a secret or a mistake is no region. */
const NAME = /^[A-Za-z][A-Za-z0-9 ()-]*$/;

/**
 * The part of a graph that says where default providers make what says nothing itself; empty where none says it.
 *
 * @param settingOf the value of a package's setting, of whatever type.
 */
export function defaultRegions(
  settingOf: (providerPackage: string, setting: string) => unknown,
): Pick<Graph, "regions"> {
  const entries = Object.entries(REGION_SETTINGS).flatMap(([name, setting]): [string, string][] => {
    const value = settingOf(name, setting);
    return typeof value === "string" && NAME.test(value) ? [[name, value]] : [];
  });
  return entries.length === 0 ? {} : { regions: Object.fromEntries(entries) };
}
