/**
 * Where GitHub keeps logs, artifacts and summaries of jobs, as numbered storage accounts. The list stands in for
 * `*.blob.core.windows.net`, which would let a job send anything to an account of anyone.
 * https://github.blog/changelog/2026-10-22-meta-api-endpoints-updated-for-actions-blob-storage (2026-10); accounts 0 to 19 as
 * https://docs.github.com/enterprise-cloud@latest/admin/configuring-settings/configuring-private-networking-for-hosted-compute-products
 * lists them. `gh api meta` tells when there are more.
 */
const RESULT_ACCOUNTS: readonly (readonly [first: number, last: number])[] = [
  [0, 19],
  [30, 49],
  [100, 199],
];

const resultHosts = RESULT_ACCOUNTS.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, n) => `productionresultssa${first + n}.blob.core.windows.net`),
);

/**
 * What every deployment from inside a network needs, over HTTPS: GitHub for the jobs themselves
 * (https://docs.github.com/actions/concepts/runners/communicating-with-self-hosted-runners, 2026-11), Azure's control plane and
 * tokens, Pulumi's programs and packages of npm. State and secrets provider are the user's own and not on it.
 */
export const runnerHosts: readonly string[] = [
  "github.com",
  "api.github.com",
  "codeload.github.com",
  "*.actions.githubusercontent.com",
  "objects.githubusercontent.com",
  "release-assets.githubusercontent.com",
  ...resultHosts,
  "management.azure.com",
  "login.microsoftonline.com",
  "get.pulumi.com",
  "registry.npmjs.org",
];

/** The archive of Ubuntu's images for Azure. It serves HTTP; apt checks the signature of what it gets. */
export const packageArchives: readonly string[] = ["azure.archive.ubuntu.com"];
