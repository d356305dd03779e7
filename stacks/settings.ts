import * as pulumi from "@pulumi/pulumi";
import { regionOf, regions } from "../catalog/azure/regions.ts";
import { gather, type Problem, refuse } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { checkEnvironment, ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";

/** Everything that decides the structure of a stack: all of it comes from the one environment file. */
export interface Settings {
  readonly stack: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Azure's name of the region, for example `eastus`. */
  readonly location: string;
  readonly environment: Environment;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids like those of the shipped files, in which all digits but the last group's tail are zero. */
const EXAMPLE_ID = /^0{8}-0{4}-0{4}-0{4}-0{9}[0-9a-f]{3}$/i;

/**
 * Reads and checks the configuration of the running stack.
 *
 * @throws InvalidInput that lists every problem; on a real `up` the example ids of the shipped files are among them.
 */
export function readSettings(): Settings {
  const problems: Problem[] = [];
  const azure = new pulumi.Config("azure-native");
  const environment = gather(problems, () =>
    checkEnvironment(new pulumi.Config("exaform").getObject("environment") ?? {}),
  );
  const subscriptionId = checkId("azure-native:subscriptionId", azure.get("subscriptionId"), problems);
  const tenantId = checkId("azure-native:tenantId", azure.get("tenantId"), problems);
  const location = checkLocation(azure.get("location"), problems);
  if (!pulumi.runtime.isDryRun()) {
    for (const [index, group] of (environment?.adminGroups ?? []).entries()) {
      refuseExample(`${ENVIRONMENT_PATH}.adminGroups[${index}]`, group, problems);
    }
  }
  refuse("stack configuration", problems);
  if (environment === undefined) throw new Error("an environment that was refused without a problem");
  return { stack: pulumi.getStack(), subscriptionId, tenantId, location, environment };
}

function checkId(path: string, value: string | undefined, problems: Problem[]): string {
  if (value === undefined || !GUID.test(value)) {
    problems.push({
      path,
      value,
      message: `${value === undefined ? "missing: " : ""}must be a GUID, 8-4-4-4-12 hexadecimal digits`,
      fix: `pulumi config set ${path} <id>, as \`az account show\` prints it`,
    });
    return "";
  }
  if (!pulumi.runtime.isDryRun()) refuseExample(path, value, problems);
  return value;
}

function refuseExample(path: string, value: string, problems: Problem[]): void {
  if (!EXAMPLE_ID.test(value)) return;
  problems.push({
    path,
    value,
    message: "this is the example id of the shipped file: nothing is made with it",
    fix: "write your own id",
  });
}

function checkLocation(value: string | undefined, problems: Problem[]): string {
  const region = value === undefined ? undefined : regionOf(value);
  if (region !== undefined && region.name === value) return value;
  const nearest =
    region?.name ??
    suggest(
      value ?? "",
      regions.map(({ name }) => name),
    );
  problems.push({
    path: "azure-native:location",
    value,
    message:
      value === undefined
        ? "missing: an Azure region is required"
        : "must be the name of an Azure region, lower case, without spaces",
    fix: nearest === undefined ? "write for example eastus" : `write ${nearest}`,
  });
  return "";
}
