import { expect, test } from "vitest";
import { unversioned } from "./resource-types.ts";

test.each([
  ["azure-native:storage:StorageAccount", "azure-native:storage:StorageAccount"],
  ["azure-native:storage/v20240101:StorageAccount", "azure-native:storage:StorageAccount"],
  ["azure-native:storage/v20240101preview:StorageAccount", "azure-native:storage:StorageAccount"],
  ["azure-native_storage_v20240101:storage:StorageAccount", "azure-native:storage:StorageAccount"],
  ["aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket"],
  ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
  ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
  ["pulumi:providers:azure-native", "pulumi:providers:azure-native"],
])("%s", (type, expected) => {
  expect(unversioned(type)).toBe(expected);
});
