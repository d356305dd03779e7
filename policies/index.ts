import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./pack.ts";
import { rules } from "./rules/index.ts";

// Starts a server at once: nothing else may import this file.
new PolicyPack("exaform", {
  displayName: "exaform",
  description: "Rules for isolated, encrypted GPU training clusters",
  enforcementLevel: "mandatory",
  provider: "azure",
  tags: ["gpu", "training", "security"],
  policies: policiesOf(rules, new Date().toISOString().slice(0, 10)),
});
