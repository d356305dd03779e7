import { expect, test } from "vitest";
import { forbidden, outcomes, type Recorded, sku } from "../testing/recorded.ts";

const OFFER = "size/eastus/Standard_ND96isr_H100_v5/1";
const ENCRYPTION = `${OFFER}/EncryptionAtHostSupported`;

const restriction = (type: string, restrictionInfo: object, values: string[]) =>
  sku({ restrictions: [{ type, values, restrictionInfo, reasonCode: "NotAvailableForSubscription" }] });

test.each<[string, Recorded, string]>([
  ["it is offered", {}, "ok: offered without restriction; that machines are free now is another matter"],
  ["the region lacks it", { skus: [] }, "failed: Azure does not list the size in eastus"],
  [
    "only another region has it",
    { skus: [sku({ locations: ["westus"] })] },
    "failed: Azure does not list the size in eastus",
  ],
  [
    "only a disk has its name",
    { skus: [sku({ resourceType: "disks" })] },
    "failed: Azure does not list the size in eastus",
  ],
  [
    "the subscription is kept out of the region",
    { skus: [restriction("Location", { locations: ["eastus"] }, ["eastus"])] },
    "failed: restricted for this subscription: NotAvailableForSubscription",
  ],
  [
    "the subscription is kept out of the zone",
    { skus: [restriction("Zone", { locations: ["eastus"], zones: ["1"] }, ["eastus"])] },
    "failed: not offered to this subscription in zone 1; open zones: 2",
  ],
  [
    "the subscription is kept out of another zone",
    { skus: [restriction("Zone", { locations: ["eastus"], zones: ["2"] }, ["eastus"])] },
    "ok: offered without restriction; that machines are free now is another matter",
  ],
  [
    "the zone lacks it",
    { skus: [sku({ locationInfo: [{ location: "eastus", zones: ["3"] }] })] },
    "failed: not offered to this subscription in zone 1; open zones: 3",
  ],
  [
    "the region has no zones",
    { skus: [sku({ locationInfo: [{ location: "eastus" }] })] },
    "failed: not offered to this subscription in zone 1; open zones: none",
  ],
  [
    "reading is forbidden",
    { instead: ({ path }) => (path.endsWith("/skus") ? forbidden : undefined) },
    expect.stringMatching(/^unknown: no permission to see it/),
  ],
])("where %s", async (_, recording, outcome) => {
  expect((await outcomes("size", recording))[OFFER]).toEqual(outcome);
});

test.each([
  ["True", "ok: EncryptionAtHostSupported is True"],
  ["False", "failed: EncryptionAtHostSupported is False"],
  [undefined, "unknown: Azure does not say EncryptionAtHostSupported of this size"],
])("encryption at host: %s", async (value, outcome) => {
  const capabilities = value === undefined ? [] : [{ name: "EncryptionAtHostSupported", value }];
  expect((await outcomes("size", { skus: [sku({ capabilities })] }))[ENCRYPTION]).toBe(outcome);
});
