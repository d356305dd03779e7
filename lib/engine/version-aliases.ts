import * as pulumi from "@pulumi/pulumi";

/** `azure-native:containerservice/v20230101:AgentPool`: module, version and name of a type as azure-native 1 and 2 had it. */
const VERSIONED = /^(azure-native:[^:/]+)\/v\d{8}[a-z]*:(\w+)$/;

/**
 * Leaves out the aliases by which azure-native would recognise resources of its major versions 1 and 2.
 *
 * Every class of `@pulumi/azure-native` passes one alias for each API version that its type ever had (110 for an agent
 * pool), and the Pulumi SDK spends most of the time and memory of a resource on them. What is dropped are only aliases to
 * the same type with an API version in its token, `azure-native:containerservice/v20230101:AgentPool`. Since version 3 no
 * resource is registered under such a token, so none of these aliases can match one in a stack that azure-native 3 made;
 * aliases by name, parent, other module or other type stay.
 *
 * A stack that was made by azure-native 1 or 2 with explicit API versions needs them: run one `pulumi up` without this first.
 *
 * Call it inside a Pulumi program, before the first resource; it holds for that run alone.
 */
export function leaveOutVersionAliases(): void {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (!type.startsWith("azure-native:") || !Array.isArray(opts.aliases)) return undefined;
    return {
      props,
      opts: { ...opts, aliases: opts.aliases.filter((alias) => !isOlderVersion(alias, type)) },
    };
  });
}

function isOlderVersion(alias: pulumi.Input<pulumi.URN | pulumi.Alias>, type: string): boolean {
  if (typeof alias !== "object" || !("type" in alias) || typeof alias.type !== "string") return false;
  if (Object.keys(alias).length > 1) return false;
  const [, module, name] = VERSIONED.exec(alias.type) ?? [];
  return `${module}:${name}` === type;
}
