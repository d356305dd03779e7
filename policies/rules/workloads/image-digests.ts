import { type Graph, valueAt } from "../../../lib/graph/graph.ts";
import { failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { type Container, containers } from "../../pods.ts";
import { ECR_REPOSITORY, REGISTRY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const MUST =
  "must be an image of the environment's own registry, by digest: <registry>/<repository>@sha256:…";

/** `<registry>/<repository>[:tag]@sha256:<digest>` */
const BY_DIGEST = /^([a-z0-9.-]+\.[a-z]+)\/([a-z0-9._/-]+)(?::[\w.-]+)?@sha256:[0-9a-f]{64}$/;

/** A tag can be moved to other code, and a public registry is not reached from an isolated cluster. */
export const imageDigests: Rule = {
  id: "W08",
  name: "images-by-digest",
  title: "Every image comes by its digest from the environment's own registry.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_K8S_14", "CKV_K8S_43"],
    cisAks: ["5.1.4"],
    nist80053: ["CM-7", "SI-7", "SR-4"],
    nist800223: ["computing"],
  },
  remediation:
    'Copy the image into the registry and write image: "<registry>.azurecr.io/<repository>@sha256:<digest>".',
  evidence: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
  scope: "graph",
  types: containers.types,
  check: (resource, graph) =>
    containers.partsOf(resource).flatMap((container) => judgeImage(container, graph)),
};

function judgeImage(container: Container, graph: Graph): Answer[] {
  const path = `${container.prefix}image`;
  const image = valueAt(container.value, "image");
  const reason = opaque(image);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST)];
  if (isAbsent(image)) return container.partial ? [] : [failed(path, "is not set", MUST)];
  const [, host = "", repository = ""] = BY_DIGEST.exec(String(image)) ?? [];
  if (host === "") return [failed(path, `is ${textOf(image)}`, MUST)];
  return [judgeRegistry(path, host, repository, graph)];
}

function judgeRegistry(path: string, host: string, repository: string, graph: Graph): Answer {
  const [, acr] = /^([a-z0-9]+)\.azurecr\.(?:io|us|cn)$/.exec(host) ?? [];
  const ecr = /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(host);
  if (acr === undefined && !ecr) return failed(path, `is of ${host}`, MUST);
  const name = acr ?? repository;
  const declared =
    acr === undefined
      ? ofUnversioned(graph, ECR_REPOSITORY).map(({ inputs }) => inputs.name)
      : ofUnversioned(graph, REGISTRY).map(({ inputs }) => inputs.registryName);
  if (declared.some((own) => String(own).toLowerCase() === name))
    return passed(path, `is by digest of ${host}`);
  if (declared.length > 0 && declared.every((own) => typeof own === "string")) {
    return failed(path, `is of ${host}, which this stack does not declare`, MUST);
  }
  return notEvaluated(
    path,
    `is of ${host}: this stack does not tell whether that is the environment's own`,
    MUST,
  );
}
