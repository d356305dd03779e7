import { isBelow, nameOf, sameId } from "../arm-id.ts";
import { placesOf } from "../types/values.ts";
import type { CloudView, Inputs, Stored, Write } from "./behaviour.ts";

/** Services that come with every storage account: nobody creates them. */
const IMPLICIT = /\/(?:blob|file|queue|table)Services\/default$/i;

/** Whether Azure has what an id names; a subscription always is there. */
export function exists(cloud: CloudView, id: string): boolean {
  const declared = id.replace(IMPLICIT, "");
  return /^\/subscriptions\/[^/]+\/?$/i.test(declared) || cloud.resource(declared) !== undefined;
}

/** Id of the resource group in which something lies; `undefined` where it lies in none. */
export function groupIdOf(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0];
}

/** Ids that inputs refer to, as the table of their type names them. */
export function referencesOf({ type, inputs }: Pick<Write, "type" | "inputs">): string[] {
  return (type.references ?? []).flatMap((path) => idsAt(inputs, path));
}

/** What refers to a resource; what lies below it does not count. */
export function usersOf(cloud: CloudView, id: string): Stored[] {
  return [...cloud.resources()].filter(
    (stored) =>
      !sameId(stored.id, id) &&
      !isBelow(stored.id, id) &&
      referencesOf(stored).some((reference) => sameId(reference, id)),
  );
}

/** The vault whose address a URL begins with, `https://<vault>.vault.azure.net/…`, if the simulation has it. */
export function vaultOfKey(url: string, cloud: CloudView): Stored | undefined {
  const name = /^https:\/\/([^./]+)/i.exec(url)?.[1]?.toLowerCase();
  return [...cloud.resources()].find(
    ({ id, type }) => type.globalName === "vault" && nameOf(id).toLowerCase() === name,
  );
}

function idsAt(inputs: Inputs, path: string): string[] {
  return placesOf(inputs, path).flatMap(({ value }) =>
    typeof value === "string" && /^\/subscriptions\//i.test(value) ? [value] : [],
  );
}
