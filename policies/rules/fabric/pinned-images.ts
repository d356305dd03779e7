import { type Value, valueAt } from "../../../lib/graph/graph.ts";
import { entriesOf, failed, notEvaluated, opaque, passed } from "../../answers.ts";
import { RELEASES } from "../../releases.ts";
import { NIC_CLUSTER_POLICY, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const MUST = "must name its digest (sha256:…)";
const DIGEST = /sha256:[0-9a-f]{64}$/;

/** Keys beside an image's name or repository that can hold its digest. */
const VERSIONS = ["digest", "version", "tag", "sha"];

/** Operators start what their settings name, where no rule about pods sees it. */
export const pinnedImages: Rule = {
  id: "F10",
  name: "operator-images-pinned",
  title: "Every image that the settings of an operator name is named by its digest.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: { nist80053: ["CM-2", "SI-7", "SR-4"], nist800223: ["management"] },
  remediation:
    "Write the digest where the chart takes a version, tag or digest of an image: version: sha256:… for the GPU Operator and the Network Operator.",
  evidence: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
  scope: "resource",
  types: [...RELEASES, NIC_CLUSTER_POLICY],
  check: ({ type, inputs }) => {
    const path = unversioned(type) === NIC_CLUSTER_POLICY ? "spec" : "values";
    return imageAnswers(path, inputs[path]);
  },
};

/** Every image below a value. An image is a text under `image`, or an object that has a repository. */
function imageAnswers(path: string, value: Value | undefined): Answer[] {
  const reason = opaque(value);
  if (reason !== undefined) return [notEvaluated(path, reason, "must name images by their digests")];
  const own = imageAnswer(path, value);
  // Settings that are unknown or secret, a password among them, are not taken for images.
  const below = entriesOf(value)
    .filter(([, child]) => typeof child === "object" && opaque(child) === undefined)
    .flatMap(([key, child]) =>
      imageAnswers(Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, child),
    );
  return own === undefined ? below : [own, ...below];
}

function imageAnswer(path: string, value: Value | undefined): Answer | undefined {
  const [image, repository] = [valueAt(value, "image"), valueAt(value, "repository")];
  if (![image, repository].some((part) => typeof part === "string" || opaque(part) !== undefined))
    return undefined;
  const parts = [image, repository, ...VERSIONS.map((key) => valueAt(value, key))];
  const name = [repository, image].filter((part) => typeof part === "string").join("/");
  if (parts.some((part) => typeof part === "string" && DIGEST.test(part)))
    return passed(path, `names ${name}`);
  const unknown = parts.map(opaque).find((reason) => reason !== undefined);
  return unknown === undefined
    ? failed(path, `names ${name}`, MUST)
    : notEvaluated(path, `names an image that ${unknown}`, MUST);
}
