import { type Properties, valueAt } from "../../../graph/graph.ts";
import { isProperties, textAt } from "../../reading.ts";

/** Publishers of images that run no Windows and cost nothing beside the machine. */
const FREE_LINUX: ReadonlySet<string> = new Set([
  "almalinux",
  "canonical",
  "credativ",
  "debian",
  "kinvolk",
  "microsoftcblmariner",
]);

/**
 * Why the plain Linux price of a machine is not what it costs; `undefined` where it is. A Windows machine whose licence is
 * the customer's own pays that price too: https://learn.microsoft.com/windows-server/get-started/azure-hybrid-benefit
 *
 * @param profile inputs of a machine, or of the profile of a scale set's machines.
 */
export function notPlainLinux(profile: Properties): string | undefined {
  const system = systemOf(profile);
  const licence = textAt(profile, "licenseType") ?? "";
  if (system === "windows")
    return /^Windows_/.test(licence) ? undefined : "Windows costs more than the Linux price that is known";
  if (system === undefined) return "whether it runs Windows, which costs more, is not said";
  const publisher = textAt(profile, "storageProfile.imageReference.publisher");
  return publisher !== undefined && /^(redhat|suse)/i.test(publisher)
    ? `the licence of images of ${publisher} is paid for besides, and its price is not known`
    : undefined;
}

function systemOf(profile: Properties): "linux" | "windows" | undefined {
  if (isGiven(profile, "osProfile.windowsConfiguration")) return "windows";
  if (isGiven(profile, "osProfile.linuxConfiguration")) return "linux";
  const declared = textAt(profile, "storageProfile.osDisk.osType")?.toLowerCase();
  if (declared === "windows" || declared === "linux") return declared;
  const publisher = textAt(profile, "storageProfile.imageReference.publisher")?.toLowerCase();
  if (publisher === undefined) return undefined;
  if (publisher.startsWith("microsoftwindows")) return "windows";
  return FREE_LINUX.has(publisher) || /^(redhat|suse)/.test(publisher) ? "linux" : undefined;
}

function isGiven(profile: Properties, path: string): boolean {
  const value = valueAt(profile, path);
  return value !== undefined && value !== null && isProperties(value);
}
