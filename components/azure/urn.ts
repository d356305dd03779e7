import * as pulumi from "@pulumi/pulumi";

/**
 * The URN that a child of a component will have, known at preview, without a dependency on the component.
 *
 * `pulumi.createUrn` depends on the parent, and who depends on a component waits for all its children: two children that
 * also depend on each other would wait for ever.
 */
export function urnOf(parent: pulumi.Resource, type: string, name: string): pulumi.Output<string> {
  return pulumi.output(new Promise<string>((resolve) => pulumi.createUrn(name, type, parent).apply(resolve)));
}
