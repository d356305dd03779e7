import { fileURLToPath } from "node:url";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";
import { type Options, type Properties, type Resource, STACK_TYPE } from "../graph/graph.ts";
import { explicitProvider } from "../graph/resource-state.ts";
import { sourcePositionOf } from "../graph/source-position.ts";

/** The URN of a resource: its type is qualified by the types of its parents, except the stack. */
export function urnOf(project: string, stack: string, parent: string, type: string, name: string): string {
  const parentType = parent.split("::")[2] ?? STACK_TYPE;
  const qualified = parentType === STACK_TYPE ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** Whether a URN is that of the stack itself. */
export function isStack(urn: string): boolean {
  return urn.split("::")[2] === STACK_TYPE;
}

/** Gives a child what it inherits from its parent, as the engine does: protection and what it is deleted with. */
export function inherit(child: RegisterResourceRequest, parent: TransformResourceOptions): void {
  if (!child.hasProtect() && parent.hasProtect()) child.setProtect(parent.getProtect() === true);
  if (!child.hasRetainondelete() && parent.hasRetainOnDelete()) {
    child.setRetainondelete(parent.getRetainOnDelete() === true);
  }
  if (child.getDeletedwith() === "") child.setDeletedwith(parent.getDeletedWith());
}

/** A registration as the graph holds it, after its transforms. */
export function resourceOf(
  urn: string,
  request: RegisterResourceRequest,
  inputs: Properties,
  options: TransformResourceOptions,
  aliases: readonly string[],
): Resource {
  const position = request.getSourceposition();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    ...(request.getParent() !== "" && { parent: request.getParent() }),
    custom: request.getCustom(),
    inputs,
    dependencies: options.getDependsOnList().toSorted(),
    propertyDependencies: propertyDependenciesOf(request),
    options: graphOptions(options),
    ...explicitProvider(request.getProvider()),
    ...(aliases.length > 0 && { aliases }),
    ...(position !== undefined && {
      sourcePosition: sourcePositionOf(
        fileURLToPath(position.getUri()),
        position.getLine(),
        position.getColumn(),
      ),
    }),
  };
}

function propertyDependenciesOf(request: RegisterResourceRequest): { [property: string]: readonly string[] } {
  const dependencies: { [property: string]: readonly string[] } = {};
  request.getPropertydependenciesMap().forEach((on, property) => {
    const urns = on.getUrnsList();
    if (urns.length > 0) dependencies[property] = urns.toSorted();
  });
  return dependencies;
}

function graphOptions(options: TransformResourceOptions): Options {
  const timeouts = options.getCustomTimeouts();
  const [create, update, remove] = [timeouts?.getCreate(), timeouts?.getUpdate(), timeouts?.getDelete()];
  return {
    protect: options.getProtect() === true,
    retainOnDelete: options.getRetainOnDelete() === true,
    ignoreChanges: options.getIgnoreChangesList(),
    customTimeouts: {
      ...(create && { create }),
      ...(update && { update }),
      ...(remove && { delete: remove }),
    },
  };
}
