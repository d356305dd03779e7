import type { Frameworks } from "./rule.ts";

/** The requirements elsewhere that a rule answers to, each as one line of text. */
export function frameworkTags({
  checkov = [],
  cisAks = [],
  cisEks = [],
  nist80053,
  nist800223 = [],
}: Frameworks): string[] {
  return [
    ...checkov,
    ...cisAks.map((number) => `CIS AKS 1.8: ${number}`),
    ...cisEks.map((number) => `CIS EKS 1.8: ${number}`),
    ...nist80053.map((control) => `NIST SP 800-53: ${control}`),
    ...nist800223.map((zone) => `NIST SP 800-223: ${zone} zone`),
  ];
}
