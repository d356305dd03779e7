import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerOf } from "../arm-answer.ts";
import type { Check } from "../check.ts";
import { type Ask, preflight } from "../preflight.ts";
import { requirementsOf } from "../requirements.ts";
import { SUBSCRIPTION, small } from "./small.ts";

/** A response as it comes over the wire. */
export interface Response {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that reached Azure. */
export interface Request {
  readonly method: string;
  /** Path without query, in lower case. */
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
}

/** What a test says about a subscription; the rest is as {@link small} needs it. */
export interface Recorded {
  readonly usages?: Readonly<Record<string, readonly [used: number, limit: number]>>;
  readonly skus?: readonly object[];
  readonly features?: Readonly<Record<string, string>>;
  readonly providers?: Readonly<Record<string, string>>;
  readonly permissions?: readonly object[];
  /** By id. */
  readonly objects?: Readonly<Record<string, object>>;
  readonly taken?: readonly string[];
  readonly deletedVaults?: readonly object[];
  /** Answers before everything else. */
  readonly instead?: (request: Request) => Response | undefined;
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-authorization-failed */
export const forbidden: Response = error(
  403,
  "AuthorizationFailed",
  "The client 'deployer' does not have authorization to perform action 'x/read' over scope '/subscriptions/y'.",
);

/** An error in ARM's form. */
export function error(status: number, code: string, message: string): Response {
  return { status, body: { error: { code, message } } };
}

/**
 * The size as resource SKUs list it. Shape: Azure/azure-rest-api-specs,
 * specification/compute/resource-manager/Microsoft.Compute/Skus/stable/2021-07-01/examples/skus/ListAvailableResourceSkusForARegion.json
 */
export function sku(changes: object = {}): object {
  return {
    resourceType: "virtualMachines",
    name: "Standard_ND96isr_H100_v5",
    family: "standardNDSH100v5Family",
    locations: ["eastus"],
    locationInfo: [{ location: "eastus", zones: ["2", "1"], zoneDetails: [] }],
    capabilities: [
      { name: "vCPUs", value: "96" },
      { name: "EncryptionAtHostSupported", value: "True" },
    ],
    restrictions: [],
    ...changes,
  };
}

const PROVIDERS = [
  "Microsoft.Authorization",
  "Microsoft.ContainerRegistry",
  "Microsoft.ContainerService",
  "Microsoft.KeyVault",
  "Microsoft.Network",
  "Microsoft.Resources",
  "Microsoft.Storage",
];

/** A subscription that answers in the shapes of Azure's REST examples, without HTTP. */
export function recorded(recording: Recorded = {}): Ask {
  return async ({ method, path, body = {} }) => {
    const [bare = ""] = path.split("?");
    const { status, body: answer } = respond(recording, { method, path: bare.toLowerCase(), body });
    return answerOf(status, answer);
  };
}

/** The same over HTTP, on loopback. */
export async function serveRecorded(
  recording: Recorded = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const chunks: string[] = [];
    for await (const chunk of request.setEncoding("utf8")) chunks.push(String(chunk));
    const text = chunks.join("");
    const { pathname } = new URL(request.url ?? "/", "http://azure.invalid");
    const { status, body, headers } = respond(recording, {
      method: request.method ?? "",
      path: decodeURIComponent(pathname).toLowerCase(),
      body: text === "" ? {} : JSON.parse(text),
    });
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, close };
}

/** What a preflight of {@link small} finds about a topic. */
export async function checksOf(topic: Check["topic"], recording: Recorded = {}): Promise<Check[]> {
  const requirements = requirementsOf(small(), { subscriptionId: SUBSCRIPTION, simulated: false });
  const checks = await preflight(requirements, recorded(recording));
  return checks.filter((check) => check.topic === topic);
}

/** Status and reason of each check of a topic, by id. */
export async function outcomes(
  topic: Check["topic"],
  recording: Recorded = {},
): Promise<Record<string, string>> {
  const checks = await checksOf(topic, recording);
  return Object.fromEntries(checks.map(({ id, status, reason }) => [id, `${status}: ${reason}`]));
}

function respond(recording: Recorded, request: Request): Response {
  const early = recording.instead?.(request);
  if (early !== undefined) return early;
  const found = Object.entries(recording.objects ?? {}).find(([id]) => id.toLowerCase() === request.path);
  if (found !== undefined) return { status: 200, body: { id: found[0], ...found[1] } };
  const list = listOf(recording, request.path);
  if (list !== undefined) return { status: 200, body: { value: list } };
  if (request.path.endsWith("/checknameavailability"))
    return availability(recording, request.body.name ?? "");
  const flag = /microsoft\.features\/providers\/([^/]+)\/features\/([^/]+)$/.exec(request.path);
  return flag === null ? absent(request.path) : featureState(recording, `${flag[1]}/${flag[2]}`);
}

function listOf(recording: Recorded, path: string): readonly object[] | undefined {
  const { usages, providers, permissions, skus = [sku()], deletedVaults = [] } = recording;
  // https://learn.microsoft.com/rest/api/compute/usage/list
  if (path.endsWith("/usages")) {
    const rows = usages ?? { standardNDSH100v5Family: [0, 1056], cores: [0, 1056] };
    return Object.entries(rows).map(([value, [currentValue, limit]]) => ({
      unit: "Count",
      currentValue,
      limit,
      name: { value, localizedValue: value },
    }));
  }
  if (path.endsWith("/microsoft.compute/skus")) return skus;
  // Azure/azure-rest-api-specs, specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2023-07-01/examples/listDeletedVaults.json
  if (path.endsWith("/deletedvaults")) return deletedVaults;
  // Azure/azure-rest-api-specs, specification/authorization/resource-manager/Microsoft.Authorization/stable/2015-07-01/examples/GetPermissions.json
  if (path.endsWith("/permissions")) return permissions ?? [{ actions: ["*"], notActions: [] }];
  // https://learn.microsoft.com/rest/api/resources/providers/list
  if (path.endsWith(`/${SUBSCRIPTION}/providers`)) {
    return PROVIDERS.map((namespace) => ({
      namespace,
      registrationState: providers?.[namespace] ?? "Registered",
    }));
  }
  return undefined;
}

/** Azure/azure-rest-api-specs, specification/storage/resource-manager/Microsoft.Storage/stable/2023-01-01/examples/StorageAccountCheckNameAvailability.json */
function availability({ taken = [] }: Recorded, name: string): Response {
  const body = taken.includes(name)
    ? { nameAvailable: false, reason: "AlreadyExists", message: `The name ${name} is already taken.` }
    : { nameAvailable: true };
  return { status: 200, body };
}

/** https://learn.microsoft.com/rest/api/resources/features/get */
function featureState({ features = {} }: Recorded, flag: string): Response {
  const state = Object.entries(features).find(([name]) => name.toLowerCase() === flag)?.[1] ?? "Registered";
  return {
    status: 200,
    body: { name: flag, properties: { state }, type: "Microsoft.Features/providers/features" },
  };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found */
function absent(path: string): Response {
  return /\/resourcegroups\/[^/]+$/.test(path)
    ? error(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found.")
    : error(404, "ResourceNotFound", "The Resource was not found.");
}
