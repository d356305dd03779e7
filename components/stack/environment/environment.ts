import * as pulumi from "@pulumi/pulumi";
import { checkIntent, type EnvironmentArgs } from "./environment.args.ts";

/**
 * What one environment wants, declared where policies, previews and exported states find it: as the inputs of this
 * component. It creates nothing. A stack has one.
 */
export class Environment extends pulumi.ComponentResource {
  /** @throws InvalidInput where the intent holds an output or what no environment's file can say. */
  constructor(name: string, intent: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    checkIntent(intent);
    super("exaform:stack:Environment", name, { ...intent }, opts);
    this.registerOutputs({});
  }
}
