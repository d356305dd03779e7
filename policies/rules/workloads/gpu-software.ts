import { type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { chartOf, RELEASES } from "../../releases.ts";
import type { Answer, Rule } from "../../rule.ts";

const CLUSTER_POLICY = "kubernetes:nvidia.com/v1:ClusterPolicy";

interface Floor {
  readonly software: string;
  /** The first release without the hole. */
  readonly version: string;
  /** The newest hole that it closes; older releases have older ones too. */
  readonly hole: string;
  readonly source: string;
}

/** CVE-2024-0132, CVE-2025-23359 and CVE-2025-23266 are below: each let a container take over its node. Read 2026-11-24. */
const TOOLKIT: Floor = {
  software: "NVIDIA Container Toolkit",
  version: "1.19.1",
  hole: "CVE-2026-24260",
  source: "https://nvidia.custhelp.com/app/answers/detail/a_id/5850",
};

/** The first release for which it is shown that it brings that toolkit: it went into the branch of 26.3 after 26.3.1. */
const OPERATOR: Floor = {
  software: "NVIDIA GPU Operator",
  version: "26.3.3",
  hole: TOOLKIT.hole,
  source: "https://github.com/NVIDIA/gpu-operator/pull/2477",
};

/** GPU software with a known way from a container to its node is not installed. */
export const gpuSoftware: Rule = {
  id: "W14",
  name: "gpu-software-patched",
  title: "GPU software has no known way out of a container.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: { nist80053: ["RA-5", "SI-2"], nist800223: ["computing"] },
  remediation: `Install the GPU Operator in version ${OPERATOR.version} or later; where you choose the container toolkit yourself, ${TOOLKIT.version} or later.`,
  evidence: TOOLKIT.source,
  scope: "resource",
  types: [...RELEASES, CLUSTER_POLICY],
  check: (resource) =>
    RELEASES.includes(resource.type) ? judgeRelease(resource) : judgeToolkit(resource, "spec.toolkit"),
};

function judgeRelease(release: Resource): Answer[] {
  if (chartOf(release) !== "gpu-operator") return [];
  return [
    judgeVersion("version", release.inputs.version, OPERATOR),
    ...judgeToolkit(release, "values.toolkit"),
  ];
}

/** A toolkit that is switched off is the node image's; one without a version is the operator's. */
function judgeToolkit({ inputs }: Resource, at: string): Answer[] {
  const version = valueAt(inputs, `${at}.version`);
  if (valueAt(inputs, `${at}.enabled`) === false || isAbsent(version)) return [];
  return [judgeVersion(`${at}.version`, version, TOOLKIT)];
}

function judgeVersion(path: string, version: Value | undefined, floor: Floor): Answer {
  const must = `must be ${floor.version} or later of ${floor.software} (${floor.hole}, ${floor.source})`;
  const reason = opaque(version) ?? (isAbsent(version) ? "is not set, so that Helm chooses" : undefined);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const [found, needed] = [partsOf(String(version)), partsOf(floor.version)];
  if (found === undefined || needed === undefined) {
    return notEvaluated(path, `is ${textOf(version ?? null)}, which is no version`, must);
  }
  return decided(isAtLeast(found, needed), path, `is ${textOf(version ?? null)}`, must);
}

type Parts = readonly [major: number, minor: number, patch: number, released: number];

/** `v1.19.1-ubuntu20.04` is a build of 1.19.1; `1.19.1-rc.2` comes before it. */
function partsOf(version: string): Parts | undefined {
  const [, major, minor, patch, suffix = ""] = /^v?(\d+)\.(\d+)\.(\d+)(.*)$/.exec(version) ?? [];
  if (major === undefined) return undefined;
  return [Number(major), Number(minor), Number(patch), /^-(?:rc|alpha|beta)/.test(suffix) ? 0 : 1];
}

function isAtLeast(found: Parts, needed: Parts): boolean {
  const index = found.findIndex((part, position) => part !== needed[position]);
  return index < 0 || (found[index] ?? 0) > (needed[index] ?? 0);
}
