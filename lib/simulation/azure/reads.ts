import { feature, permissionsAt, roleAssignmentsAt } from "./access-reads.ts";
import { type Answer, found, listed, notFound, refused } from "./answer.ts";
import { armPathOf, isBelow, sameId } from "./arm-id.ts";
import type { CloudView, Stored } from "./behaviours/behaviour.ts";
import { skus, usages } from "./compute-reads.ts";
import { answerOf, type Body } from "./envelope.ts";
import { deletedVaults, type GlobalName, isSeen, nameAvailability } from "./name-reads.ts";

/** A call that changes nothing. */
export interface Read {
  readonly method: "GET" | "POST";
  /** Path without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Body;
}

interface Route {
  readonly method: Read["method"];
  readonly path: RegExp;
  readonly answer: (cloud: CloudView, words: readonly string[], read: Read) => Answer;
}

/** Namespaces whose registration a subscription shows beside those that the world names. */
const NAMESPACES = [
  "Microsoft.Authorization",
  "Microsoft.Compute",
  "Microsoft.ContainerRegistry",
  "Microsoft.ContainerService",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.ManagedIdentity",
  "Microsoft.Monitor",
  "Microsoft.Network",
  "Microsoft.OperationalInsights",
  "Microsoft.Resources",
  "Microsoft.Storage",
  "Microsoft.StorageCache",
];

/** What tools ask that is no resource of its own. */
const routes: readonly Route[] = [
  get(
    /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/locations\/([^/]+)\/usages$/i,
    (cloud, [region = ""]) => listed(usages(cloud, region)),
  ),
  get(/^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/skus$/i, (cloud, _words, { query }) => {
    const region = /^\s*location\s+eq\s+'([^']+)'\s*$/i.exec(query.get("$filter") ?? "")?.[1];
    return region === undefined ? filterNeeded("location eq '<region>'") : listed(skus(cloud, region));
  }),
  get(
    /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Features\/providers\/([^/]+)\/features\/([^/]+)$/i,
    (cloud, [subscription = "", namespace = "", name = ""]) => feature(cloud, subscription, namespace, name),
  ),
  nameCheck("Storage", "storageAccount"),
  nameCheck("KeyVault", "vault"),
  nameCheck("ContainerRegistry", "registry"),
  get(
    /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.KeyVault\/deletedVaults$/i,
    (cloud, [subscription = ""]) => listed(deletedVaults(cloud, subscription)),
  ),
  get(/^(\/.+)\/providers\/Microsoft\.Authorization\/permissions$/i, (cloud, [scope = ""]) =>
    permissionsAt(cloud, scope),
  ),
  get(/^(\/.+)\/providers\/Microsoft\.Authorization\/roleAssignments$/i, (cloud, [scope = ""], { query }) => {
    const principal = /(?:principalId eq|assignedTo\()\s*'([^']+)'/i.exec(query.get("$filter") ?? "")?.[1];
    return roleAssignmentsAt(cloud, scope, principal);
  }),
  get(/^\/subscriptions\/([^/]+)\/providers(?:\/([^/]+))?$/i, (cloud, [subscription = "", namespace]) =>
    namespace === undefined
      ? listed(namespacesOf(cloud).map((name) => provider(cloud, subscription, name)))
      : found(provider(cloud, subscription, namespace)),
  ),
  get(
    /^(\/subscriptions\/[^/]+)(\/resourceGroups\/[^/]+)?\/resources$/i,
    (cloud, [subscription = "", group = ""]) =>
      listed(bodies(cloud, (stored) => isBelow(stored.id, subscription + group) && isTracked(stored))),
  ),
];

/** Answers a call that changes nothing. */
export function answerRead(read: Read, cloud: CloudView): Answer {
  for (const route of routes) {
    const words = route.method === read.method ? route.path.exec(read.path) : null;
    if (words !== null)
      return route.answer(
        cloud,
        words.slice(1).map((word) => word && decodeURIComponent(word)),
        read,
      );
  }
  const path = armPathOf(read.path);
  if (path === undefined || read.method !== "GET") return unknownCall(read);
  if (path.collection) return listed(bodies(cloud, (stored) => isIn(stored, path.armType, path.parent)));
  const stored = cloud.resource(read.path);
  if (stored === undefined || !isSeen(cloud, stored)) return notFound(read.path, path.armType);
  return found(answerOf(stored, (id) => cloud.resource(id)?.inputs));
}

function get(path: RegExp, answer: Route["answer"]): Route {
  return { method: "GET", path, answer };
}

function nameCheck(service: string, kind: GlobalName): Route {
  return {
    method: "POST",
    path: new RegExp(`^/subscriptions/[^/]+/providers/Microsoft\\.${service}/checkNameAvailability$`, "i"),
    answer: (cloud, _words, { body }) => found(nameAvailability(cloud, kind, String(body.name))),
  };
}

function bodies(cloud: CloudView, wanted: (stored: Stored) => boolean): Body[] {
  return [...cloud.resources()]
    .filter((stored) => wanted(stored) && isSeen(cloud, stored))
    .map((stored) => answerOf(stored, (id) => cloud.resource(id)?.inputs));
}

function isIn({ id }: Stored, armType: string, parent: string): boolean {
  return armPathOf(id)?.armType.toLowerCase() === armType.toLowerCase() && isBelow(id, parent);
}

/** Lists of a group's resources show those that have no parent but the group. */
function isTracked({ id }: Stored): boolean {
  const path = armPathOf(id);
  return path !== undefined && /\/resourceGroups\/[^/]+$/i.test(path.parent) && !sameId(path.parent, id);
}

function namespacesOf({ world }: CloudView): string[] {
  return [...new Set([...NAMESPACES, ...Object.keys(world.providers)])].toSorted();
}

function provider({ world }: CloudView, subscription: string, namespace: string): Body {
  const state = Object.entries(world.providers).find(
    ([name]) => name.toLowerCase() === namespace.toLowerCase(),
  )?.[1];
  const id = `/subscriptions/${subscription}/providers/${namespace}`;
  return { id, namespace, registrationState: state ?? "Registered" };
}

function filterNeeded(form: string): Answer {
  const message = `The simulated Azure answers this list with $filter=${form} only.`;
  return refused({ status: 400, code: "InvalidFilter", message });
}

function unknownCall({ method, path }: Read): Answer {
  const message = `The simulated Azure does not answer ${method} ${path}.`;
  return refused({ status: 404, code: "NotImplementedInSimulation", message });
}
