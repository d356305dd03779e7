import { infracost, type Price, pricesOf } from "../../price.ts";
import { offerFiles, priceList } from "./offers.ts";

const REGION = "us-east-1";

/** EBS, FSx for Lustre and S3. AWS prints requests for S3 by the thousand; here they are by ten thousand. */
export const storagePrices: readonly Price[] = [
  ...pricesOf(REGION, offerFiles, [
    ["ebs/gp3/capacity", "GB-month", "0.08"],
    ["ebs/gp2/capacity", "GB-month", "0.10"],
    ["ebs/io1/capacity", "GB-month", "0.125"],
    ["ebs/io2/capacity", "GB-month", "0.125"],
    ["ebs/st1/capacity", "GB-month", "0.045"],
    ["ebs/sc1/capacity", "GB-month", "0.015"],
    ["s3/STANDARD/storage", "GB-month", "0.023"],
  ]),
  ...pricesOf(REGION, infracost("ebs_volume_test", "aws"), [
    ["ebs/gp3/iops", "IOPS-month", "0.005", "3000"],
    ["ebs/gp3/throughput", "MBps-month", "0.04", "125"],
    ["ebs/io1/iops", "IOPS-month", "0.065"],
    // Falls above 32,000; those prices were not read.
    ["ebs/io2/iops", "IOPS-month", "0.065"],
  ]),
  ...pricesOf(REGION, priceList("AmazonFSx", "2026-07-13"), [
    ["fsxLustre/SCRATCH_2", "GB-month", "0.140"],
    ["fsxLustre/PERSISTENT_2/125", "GB-month", "0.145"],
  ]),
  ...pricesOf(REGION, priceList("AmazonFSx", "undated", "medium"), [
    ["fsxLustre/PERSISTENT_2/1000", "GB-month", "0.60"],
  ]),
  ...pricesOf(REGION, priceList("AmazonFSx", "undated", "low"), [
    ["fsxLustre/PERSISTENT_2/250", "GB-month", "0.21"],
    ["fsxLustre/PERSISTENT_2/500", "GB-month", "0.34"],
    ["fsxLustre/PERSISTENT_1/50", "GB-month", "0.14"],
    ["fsxLustre/PERSISTENT_1/100", "GB-month", "0.19"],
    ["fsxLustre/PERSISTENT_1/200", "GB-month", "0.29"],
  ]),
  // 50 TB and 500 TB of 1,024 GB.
  ...pricesOf(REGION, priceList("AmazonS3", "2026-09-02"), [
    ["s3/STANDARD/storage", "GB-month", "0.022", "51200"],
    ["s3/STANDARD/storage", "GB-month", "0.021", "512000"],
  ]),
  ...pricesOf(REGION, infracost("s3_bucket_test", "aws"), [
    ["s3/STANDARD/writes", "10,000 operations", "0.05"],
    ["s3/STANDARD/reads", "10,000 operations", "0.004"],
    ["s3/STANDARD_IA/storage", "GB-month", "0.0125"],
    ["s3/STANDARD_IA/writes", "10,000 operations", "0.10"],
    ["s3/STANDARD_IA/reads", "10,000 operations", "0.01"],
    ["s3/STANDARD_IA/retrieval", "GB", "0.01"],
    ["s3/ONEZONE_IA/storage", "GB-month", "0.01"],
    ["s3/GLACIER/storage", "GB-month", "0.0036"],
    ["s3/GLACIER/writes", "10,000 operations", "0.30"],
    ["s3/GLACIER/retrieval", "GB", "0.01"],
    ["s3/DEEP_ARCHIVE/storage", "GB-month", "0.00099"],
    ["s3/DEEP_ARCHIVE/writes", "10,000 operations", "0.50"],
    ["s3/DEEP_ARCHIVE/retrieval", "GB", "0.02"],
  ]),
  ...pricesOf(REGION, priceList("AmazonS3", "undated", "medium"), [
    ["s3/GLACIER_IR/storage", "GB-month", "0.004"],
    ["s3/GLACIER_IR/retrieval", "GB", "0.03"],
  ]),
];
