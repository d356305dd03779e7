import { FAMILIES } from "../lib/graph/finding.ts";
import { frameworkTags } from "../policies/frameworks.ts";
import { profiles, relaxations } from "../policies/profiles.ts";
import type { Rule, RuleFacts } from "../policies/rule.ts";
import { rules } from "../policies/rules/index.ts";
import { acceptanceRules } from "../policies/waivers.ts";

/** The page of docs/rules.md: everything in it is said by the rules themselves. */
export function rulesPage(): string {
  const acceptances = Object.values(acceptanceRules);
  const families = Map.groupBy<string, Rule | RuleFacts>([...rules, ...acceptances], ({ id }) =>
    id.charAt(0),
  );
  const sections = [...families].map(([letter, own]) =>
    [`## ${FAMILIES[letter] ?? letter}`, ...own.map(ruleText)].join("\n\n"),
  );
  return `${[
    "# The rules",
    "<!-- Generated from the rules by `npm run generate`. -->",
    `${rules.length} rules about resources, and ${acceptances.length} about waivers and about what no rule judges. *Mandatory*: a failure stops \`pulumi up\` and ends ` +
      "`exaform policies` with exit code 2; *advisory*: it is a warning. " +
      "How to run them, and how to waive one: [policies.md](policies.md).",
    profilesText(),
    ...sections,
  ].join("\n\n")}\n`;
}

function profilesText(): string {
  const rows = relaxations.map(
    ({ rule, profiles: own, change, instead }) =>
      `| ${rule} | ${own.join(", ")} | ${change === "advisory" ? "advisory" : "demands less"} | ${escaped(instead)} |`,
  );
  return [
    "## What profiles relax",
    `Profiles: ${profiles.join(", ")}. \`isolated\` relaxes nothing; what is not in this table holds in every profile.`,
    ["| rule | profile | change | instead, or why |", "| --- | --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n");
}

function ruleText(rule: Rule | RuleFacts): string {
  const { id, name, title, enforcement, severity, remediation, evidence, frameworks } = rule;
  const types = "types" in rule ? rule.types.map((type) => `\`${type}\``) : ["the environment's file"];
  return [
    `### ${id} ${name}`,
    `${escaped(title)} *${capital(enforcement)}, ${severity}.*`,
    `**Write:** ${escaped(remediation)}`,
    `Looks at ${types.join(", ")}. Answers to ${frameworkTags(frameworks).join(" · ")}. [Why](${evidence})`,
  ].join("\n\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text that Markdown shows as it is; what stands in back-ticks stays code. */
function escaped(text: string): string {
  return text.replace(/`[^`]*`|[|*<]/g, (found) => (found.length > 1 ? found : `\\${found}`));
}
