export {
  type DiskEncryptionArgs,
  type ResolvedDiskEncryption,
  resolveDiskEncryptionArgs,
} from "./disk-encryption.args.ts";
export { DiskEncryption } from "./disk-encryption.ts";
