import type { Problem } from "../../lib/planning/problem.ts";

/**
 * What is wrong with the name of a network resource.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftnetwork (2026-08)
 *
 * @param longest most characters: Azure's limit, less what the names of the resource's parts add to it.
 */
export function networkNameProblems(name: string, path: string, longest: number): Problem[] {
  if (name.length <= longest && /^[A-Za-z0-9][\w.-]*\w$/.test(name)) return [];
  const message = `must be 2 to ${longest} letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen`;
  return [{ path, value: name, message, fix: `write ${fitted(name, longest)}` }];
}

/** The nearest valid name. */
function fitted(name: string, longest: number): string {
  const kept = name
    .replaceAll(/[^\w.]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, longest)
    .replace(/[.-]+$/, "");
  return kept.length < 2 ? "network" : kept;
}
