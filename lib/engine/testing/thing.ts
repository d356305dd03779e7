import * as pulumi from "@pulumi/pulumi";

/** A resource of no cloud, for tests of the engine. `computed` is an output that only a provider would know. */
export class Thing extends pulumi.CustomResource {
  declare readonly computed: pulumi.Output<string>;
  declare readonly size: pulumi.Output<number>;
  declare readonly tags: pulumi.Output<Record<string, string>>;
  declare readonly password: pulumi.Output<string>;

  constructor(name: string, inputs: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions) {
    const outputs = { computed: undefined, size: undefined, tags: undefined, password: undefined };
    super("test:index:Thing", name, { ...outputs, ...inputs }, opts);
  }
}

/** A component of no cloud, for tests of the engine. */
export class Group extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: pulumi.Inputs = {},
    opts?: pulumi.ComponentResourceOptions,
    remote = false,
  ) {
    super("test:index:Group", name, args, opts, remote);
  }

  /** Says what it hands out, as a component does at the end of its constructor. */
  register(outputs: pulumi.Inputs): void {
    this.registerOutputs(outputs);
  }
}

/** A provider of no cloud, for tests of the engine. */
export class TestProvider extends pulumi.ProviderResource {
  constructor(name: string, args: pulumi.Inputs) {
    super("test", name, args);
  }
}

/** URN of a thing without parent in the stack `test` of the project `exaform`. */
export function thingUrn(name: string): string {
  return `urn:pulumi:test::exaform::test:index:Thing::${name}`;
}
