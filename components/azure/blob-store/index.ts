export {
  type BlobPurpose,
  type BlobStoreArgs,
  type BlobStoreSettings,
  type ResolvedBlobStore,
  resolveBlobStoreArgs,
} from "./blob-store.args.ts";
export { BlobStore } from "./blob-store.ts";
