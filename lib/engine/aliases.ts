import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import { urnOf } from "./registration.ts";

/** What a resource is, and where it stands. */
export interface Identity {
  readonly project: string;
  readonly stack: string;
  /** URN of the parent; empty for none. */
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

/**
 * The URNs under which a resource may have stood before: its own aliases, and those that follow from the aliases of its
 * parent. Source: `generateAliases` of
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/step_generator.go
 *
 * @param parentAliases URNs under which the parent may have stood.
 */
export function aliasUrns(
  resource: Identity,
  aliases: readonly Alias[],
  parentAliases: readonly string[],
): string[] {
  const own = aliases.map((alias) => aliasUrn(resource, alias));
  const names = [resource, ...own.map(identityOf)];
  const inherited = parentAliases.flatMap((parent) =>
    names.map(({ type, name }) => inheritedUrn(resource, parent, type, name)),
  );
  return [...new Set([...own, ...inherited])];
}

function aliasUrn(resource: Identity, alias: Alias): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  const parent = spec.getNoparent() ? "" : spec.getParenturn() || resource.parent;
  return urnOf(
    spec.getProject() || resource.project,
    spec.getStack() || resource.stack,
    parent,
    spec.getType() || resource.type,
    spec.getName() || resource.name,
  );
}

/** A child whose name begins with its parent's is taken to be named after it, and to have been renamed with it. */
function inheritedUrn(
  { project, stack, parent }: Identity,
  parentAlias: string,
  type: string,
  name: string,
): string {
  const [parentName, oldParentName] = [identityOf(parent).name, identityOf(parentAlias).name];
  const oldName = name.startsWith(parentName) ? oldParentName + name.slice(parentName.length) : name;
  return urnOf(project, stack, parentAlias, type, oldName);
}

function identityOf(urn: string): { type: string; name: string } {
  const [, , qualified = "", ...name] = urn.split("::");
  return { type: qualified.slice(qualified.lastIndexOf("$") + 1), name: name.join("::") };
}
