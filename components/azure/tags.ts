import * as pulumi from "@pulumi/pulumi";
import { urnOf } from "./urn.ts";

/** Tags that a user or a component adds. Names: at most 512 characters; values: at most 256. */
export type Tags = Readonly<Record<string, string>>;

/**
 * Tags of a resource: the given ones, and the stack and URN that make it recognisable as ours when a run was interrupted.
 *
 * @param parent the component that declares the resource.
 * @param type the resource's type token.
 * @param name the resource's logical name.
 * @param tags what else to say, for example `purpose`.
 */
export function tagsOf(
  parent: pulumi.Resource,
  type: string,
  name: string,
  tags: Tags = {},
): pulumi.Output<Record<string, string>> {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  return urnOf(parent, type, name).apply(
    (urn): Record<string, string> => ({ ...tags, "exaform-stack": stack, "exaform-urn": urn }),
  );
}
