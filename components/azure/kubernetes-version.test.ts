import { expect, test } from "vitest";
import { DEFAULT_KUBERNETES_VERSION, kubernetesVersionProblems } from "./kubernetes-version.ts";

test.each(["1.35", "1.36", "1.36.2", DEFAULT_KUBERNETES_VERSION])("AKS runs %s", (version) => {
  expect(kubernetesVersionProblems(version, "kubernetesVersion")).toEqual([]);
});

test.each(["1.3", "1.30", "1.33.9", "1.99", "2.36", "v1.36", "1.36.", "1.36.1.1", " 1.36", "latest", ""])(
  "AKS does not run %j",
  (version) => {
    expect(kubernetesVersionProblems(version, "kubernetesVersion")).toEqual([
      {
        path: "kubernetesVersion",
        value: version,
        message: "AKS runs 1.34, 1.35, 1.36, 1.37, each also with a patch as 1.36.2",
        fix: 'write "1.36"; in quotes, or YAML reads 1.30 as the number 1.3',
      },
    ]);
  },
);
