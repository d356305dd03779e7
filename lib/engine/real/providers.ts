import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** A provider plugin that programs of a project ask for. */
export interface RequiredProvider {
  /** `azure-native`. */
  readonly name: string;
  /** Version of the plugin, without a `v`. */
  readonly version: string;
}

const project = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** What a provider's SDK says of its plugin. Source: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
const sdk = z.object({
  version: z.string(),
  pulumi: z
    .object({
      resource: z.boolean().default(false),
      name: z.string().optional(),
      version: z.string().optional(),
    })
    .optional(),
});

/**
 * The providers whose SDKs a project depends on, each in the version that its SDK asks for.
 *
 * @param folder the project's, with its package.json and node_modules.
 */
export async function requiredProviders(folder: string): Promise<RequiredProvider[]> {
  const { dependencies } = project.parse(await readJson(join(folder, "package.json")));
  const required = await Promise.all(Object.keys(dependencies).map((name) => providerOf(folder, name)));
  return required.filter((provider) => provider !== undefined);
}

async function providerOf(folder: string, dependency: string): Promise<RequiredProvider | undefined> {
  const file = join(folder, "node_modules", dependency, "package.json");
  if (!existsSync(file)) return undefined;
  const { version, pulumi } = sdk.parse(await readJson(file));
  if (pulumi?.resource !== true) return undefined;
  return {
    name: pulumi.name ?? dependency.replace(/^@(pulumi\/)?/, ""),
    version: (pulumi.version ?? version).replace(/^v/, ""),
  };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}
