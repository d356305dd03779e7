import { expect, test } from "vitest";
import { type Resource, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { ECR_REPOSITORY, REGISTRY } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { patchOf, podWith } from "../../testing/workloads.ts";
import { imageDigests } from "./image-digests.ts";

const DIGEST = `@sha256:${"a".repeat(64)}`;
const MUST =
  "must be an image of the environment's own registry, by digest: <registry>/<repository>@sha256:…";
const PATH = "spec.containers[0].image";

const acr = resource(REGISTRY, "acr", { registryName: "crTraining" });
const unnamed = resource(REGISTRY, "unnamed", { registryName: UNKNOWN });
const ecr = resource(ECR_REPOSITORY, "ecr", { name: "team/train" });
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

const judged = (image: Value, ...others: Resource[]) => answersOf(imageDigests, podWith({ image }), others);

test.each<[string, Value, Resource[], string]>([
  [
    "by digest of the registry",
    `crtraining.azurecr.io/train${DIGEST}`,
    [acr],
    "passed: PATH is by digest of crtraining.azurecr.io",
  ],
  [
    "with a tag beside it",
    `crtraining.azurecr.io/a/b:v1${DIGEST}`,
    [acr],
    "passed: PATH is by digest of crtraining.azurecr.io",
  ],
  ["of a repository", `${ECR}/team/train${DIGEST}`, [ecr], `passed: PATH is by digest of ${ECR}`],
  [
    "of another repository",
    `${ECR}/team/other${DIGEST}`,
    [ecr],
    `failed: PATH is of ${ECR}, which this stack does not declare; ${MUST}`,
  ],
  [
    "of another registry",
    `other.azurecr.io/train${DIGEST}`,
    [acr],
    `failed: PATH is of other.azurecr.io, which this stack does not declare; ${MUST}`,
  ],
  [
    "of a registry that the stack does not declare",
    `other.azurecr.io/train${DIGEST}`,
    [],
    `notEvaluated: PATH is of other.azurecr.io: this stack does not tell whether that is the environment's own; ${MUST}`,
  ],
  [
    "of one that may be declared",
    `other.azurecr.io/train${DIGEST}`,
    [unnamed],
    `notEvaluated: PATH is of other.azurecr.io: this stack does not tell whether that is the environment's own; ${MUST}`,
  ],
  [
    "of a public registry",
    `docker.io/library/busybox${DIGEST}`,
    [acr],
    `failed: PATH is of docker.io; ${MUST}`,
  ],
  [
    "of a registry that looks like it",
    `crtraining.azurecr.io.example.com/train${DIGEST}`,
    [acr],
    `failed: PATH is of crtraining.azurecr.io.example.com; ${MUST}`,
  ],
  [
    "by tag",
    "crtraining.azurecr.io/train:v1",
    [acr],
    `failed: PATH is "crtraining.azurecr.io/train:v1"; ${MUST}`,
  ],
  [
    "by half a digest",
    "crtraining.azurecr.io/train@sha256:abc",
    [acr],
    `failed: PATH is "crtraining.azurecr.io/train@sha256:abc"; ${MUST}`,
  ],
  ["without registry", "busybox", [acr], `failed: PATH is "busybox"; ${MUST}`],
  ["unknown", UNKNOWN, [acr], `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`],
  ["secret", SECRET, [acr], `notEvaluated: PATH is a secret and was not looked at; ${MUST}`],
])("%s", (_, image, others, expected) => {
  expect(judged(image, ...others)).toEqual([expected.replace("PATH", PATH)]);
});

test("no image is none, but a patch leaves it to its runtime", () => {
  expect(answersOf(imageDigests, podWith({ name: "c" }))).toEqual([`failed: ${PATH} is not set; ${MUST}`]);
  expect(answersOf(imageDigests, patchOf({ name: "c" }))).toEqual([]);
});
