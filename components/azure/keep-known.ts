import type * as pulumi from "@pulumi/pulumi";

/**
 * Passes nested inputs on as they are given, so that one unknown inside does not hide the rest.
 *
 * The SDK of azure-native fills in defaults of some nested inputs in an `apply` over the whole of them; while one part is
 * unknown, previews and policies see none of it. Defaults inside these inputs must be given, since nobody fills them in.
 *
 * @param inputs top-level inputs to put back, by name.
 */
export function keepKnown(inputs: Readonly<Record<string, unknown>>): pulumi.ResourceTransformation {
  return ({ props, opts }) => ({ props: { ...props, ...inputs }, opts });
}
