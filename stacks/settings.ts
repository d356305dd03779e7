import * as pulumi from "@pulumi/pulumi";
import { regionOf, regions } from "../catalog/azure/regions.ts";
import { hostileText } from "../lib/planning/hostile-text.ts";
import { gather, type Problem, refuse } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { checkEnvironment, ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import { secretProblems } from "./secret-settings.ts";
import { settingProblems } from "./setting-names.ts";
import { usableEnvironment } from "./usable-environment.ts";

/** Everything that decides the structure of a stack: all of it comes from the one environment file. */
export interface Settings {
  readonly stack: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Azure's name of the region, for example `eastus`. */
  readonly location: string;
  readonly environment: Environment;
}

/** Works out a stack without declaring anything; throws `InvalidInput` with every problem. */
export type Planner<Plan> = (settings: Settings) => Plan;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids like those of the shipped files, in which all digits but the last group's tail are zero. */
const EXAMPLE_ID = /^0{8}-0{4}-0{4}-0{4}-0{9}[0-9a-f]{3}$/i;

/**
 * Reads and checks the configuration of the running stack, and plans it.
 *
 * @param plannerOf the planner of a system, which finds more problems. Of settings that were refused it sees what is right.
 * @returns what the planner made of the settings.
 * @throws InvalidInput that lists every problem; on a real `up` the example ids of the shipped files are among them.
 */
export function planStack<Plan>(plannerOf: (system: Environment["system"]) => Planner<Plan>): Plan {
  // First and alone: of what is secret no other problem could show the value.
  refuse("stack configuration", secretProblems());
  const problems: Problem[] = [];
  const azure = new pulumi.Config("azure-native");
  const input = readEnvironment(new pulumi.Config("exaform").get("environment"));
  const environment = gather(problems, () => checkEnvironment(input));
  const ids = {
    stack: pulumi.getStack(),
    subscriptionId: checkId("azure-native:subscriptionId", azure.get("subscriptionId"), problems),
    tenantId: checkId("azure-native:tenantId", azure.get("tenantId"), problems),
  };
  const location = checkLocation(azure.get("location"), problems);
  problems.push(...settingProblems(pulumi.runtime.allConfig()));
  let plan: Plan | undefined;
  const usable = environment === undefined ? usableEnvironment(input) : { environment, doubtful: [] };
  if (usable !== undefined) {
    const partial = { ...ids, location, environment: usable.environment };
    const planner = plannerOf(usable.environment.system);
    const planned = () => {
      plan = planner(partial);
    };
    problems.push(...planProblems(planned, problems, usable.doubtful));
    problems.push(...exampleGroups(usable.environment));
  }
  refuse("stack configuration", problems);
  if (plan === undefined) throw new Error("refused without a problem");
  return plan;
}

/** The environment as data. Pulumi passes it as JSON text; any other text comes back as it is, and is refused as such. */
function readEnvironment(text = "{}"): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Problems that a plan finds, without those of what was refused already and of what depends on it. */
function planProblems(
  planned: () => void,
  known: readonly Problem[],
  doubtful: readonly string[],
): Problem[] {
  const found: Problem[] = [];
  gather(found, planned);
  const refused = [...doubtful, ...known.map(({ path }) => path)];
  return found.filter(
    ({ path }) =>
      !refused.some((part) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`)),
  );
}

function exampleGroups({ adminGroups }: Environment): Problem[] {
  return adminGroups.flatMap((group, index) =>
    exampleProblems(`${ENVIRONMENT_PATH}.adminGroups[${index}]`, group),
  );
}

function checkId(path: string, value: string | undefined, problems: Problem[]): string {
  const hostile = hostileText(value, path);
  if (hostile.length === 0 && value !== undefined && GUID.test(value)) {
    problems.push(...exampleProblems(path, value));
    return value;
  }
  const message = `${value === undefined ? "missing: " : ""}must be a GUID, 8-4-4-4-12 hexadecimal digits`;
  const fix = `pulumi config set ${path} <id>, as \`az account show\` prints it`;
  problems.push(...(hostile.length > 0 ? hostile : [{ path, value, message, fix }]));
  return "";
}

/** Why a real `up` does not take this id; a preview does. */
function exampleProblems(path: string, value: string): Problem[] {
  if (pulumi.runtime.isDryRun() || !EXAMPLE_ID.test(value)) return [];
  const message = "this is the example id of the shipped file: nothing is made with it";
  return [{ path, value, message, fix: "write your own id" }];
}

function checkLocation(value: string | undefined, problems: Problem[]): string {
  const path = "azure-native:location";
  const region = value === undefined ? undefined : regionOf(value);
  if (region !== undefined && region.name === value) return value;
  const hostile = hostileText(value, path);
  const names = regions.map(({ name }) => name);
  const nearest = region?.name ?? suggest(value ?? "", names);
  const message =
    value === undefined
      ? "missing: an Azure region is required"
      : "must be the name of an Azure region, lower case, without spaces";
  const fix = nearest === undefined ? "write for example eastus" : `write ${nearest}`;
  problems.push(...(hostile.length > 0 ? hostile : [{ path, value, message, fix }]));
  return "";
}
