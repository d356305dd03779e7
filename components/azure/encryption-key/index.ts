export {
  type EncryptionKeyArgs,
  type KeyShape,
  type ResolvedEncryptionKey,
  resolveEncryptionKeyArgs,
} from "./encryption-key.args.ts";
export { EncryptionKey, type KeyReference } from "./encryption-key.ts";
