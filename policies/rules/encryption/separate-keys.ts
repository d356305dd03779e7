import { type Graph, isSecret, isUnknown, type Resource, type Value } from "../../../lib/graph/graph.ts";
import { decided, failed, notEvaluated, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { purposeOf } from "../../intent.ts";
import { declaredOf, named } from "../../links.ts";
import { KEY, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { type KeyUse, keyOf, keyUseOf, keyUsers } from "./key-uses.ts";
import { DESTROYABLE, vaultOf } from "./vaults.ts";

const PURPOSE = "tags.purpose";

/** Each key is for what it declares, so no two kinds of data are lost together with one. */
export const separateKeys: Rule = {
  id: "E13",
  name: "keys-separate",
  title: "Disks, storage, secrets of clusters, logs and Lustre each have keys of their own.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: { nist80053: ["SC-12"] },
  remediation:
    "Declare a Key for each use, with the tag purpose: disks, storage, etcd, logs, lustre or registry; keys that must be destroyable (purpose: destroyable) in a vault of their own.",
  evidence: "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
  scope: "graph",
  types: [...keyUsers, KEY],
  check: (resource, graph) =>
    unversioned(resource.type) === KEY ? judgeKey(resource, graph) : judgeUser(resource, graph),
};

function judgeUser(user: Resource, graph: Graph): Answer[] {
  const use = keyUseOf(user);
  if (use === undefined) return [];
  const { path, purpose } = use;
  const must = `must be a key for ${purpose}`;
  const key = keyOf(user, use, graph);
  switch (key.kind) {
    case "none":
      // Whether there must be a key is asked by other rules.
      return [];
    case "unknown":
      return [notEvaluated(path, key.reason, must)];
    case "elsewhere":
      return [judgeElsewhere(use, key.id, graph)];
    case "declared": {
      const declared = purposeOf(key.resource);
      const name = named(key.resource);
      if (isHidden(declared)) return [notEvaluated(path, `is ${name}, whose tag purpose is unknown`, must)];
      return [decided(declared === purpose, path, `is ${name}, ${forWhat(declared)}`, must)];
    }
  }
}

/** A key of another stack shows its purpose only by who else uses it. */
function judgeElsewhere({ path, purpose }: KeyUse, id: string, graph: Graph): Answer {
  const users = usersElsewhere(graph).get(withoutVersion(id)) ?? [];
  const other = users.find((candidate) => keyUseOf(candidate)?.purpose !== purpose);
  if (other === undefined) return passed(path, `is a key that this stack uses for ${purpose} only`);
  return failed(path, `is a key that ${named(other)} uses as well`, `must be a key for ${purpose}`);
}

const indexes = new WeakMap<Graph, ReadonlyMap<string, readonly Resource[]>>();

/** Who uses keys of other stacks, by {@link withoutVersion} of their ids. */
function usersElsewhere(graph: Graph): ReadonlyMap<string, readonly Resource[]> {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const uses = declaredOf(graph, ...keyUsers).flatMap((user) => {
    const use = keyUseOf(user);
    const key = use && keyOf(user, use, graph);
    return key?.kind === "elsewhere" ? [{ user, id: withoutVersion(key.id) }] : [];
  });
  const groups = Map.groupBy(uses, ({ id }) => id);
  const index = new Map([...groups].map(([id, members]) => [id, members.map(({ user }) => user)]));
  indexes.set(graph, index);
  return index;
}

/** Destroyable keys and others never share a vault: the one must be purged for good, the other never. */
function judgeKey(key: Resource, graph: Graph): Answer[] {
  const vault = vaultOf(key, graph);
  if (vault === undefined) return [];
  const [own, whole] = [purposeOf(key), purposeOf(vault)];
  if (own !== DESTROYABLE && whole !== DESTROYABLE) return [];
  const must = `must be ${JSON.stringify(DESTROYABLE)} of both key and vault`;
  if (isHidden(own) || isHidden(whole)) return [notEvaluated(PURPOSE, "is unknown", must)];
  return [decided(own === whole, PURPOSE, `is ${forWhat(own)}, and ${named(vault)} ${forWhat(whole)}`, must)];
}

function withoutVersion(id: string): string {
  return id.toLowerCase().replace(/(\/keys\/[\w-]+)\/\w+$/, "$1");
}

function isHidden(purpose: Value | undefined): boolean {
  return isUnknown(purpose) || isSecret(purpose);
}

function forWhat(purpose: Value | undefined): string {
  return purpose === undefined || purpose === null ? "for nothing declared" : `for ${textOf(purpose)}`;
}
