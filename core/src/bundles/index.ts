export {
  bundleExtension,
  bundleLimits,
  type BundleBody,
  type BundledClaim,
  type BundledDocument,
} from './bundle-format.ts';
export { checkOrigin, type BundleOrigin } from './check-origin.ts';
export { judgeDocument, verifyBundledClaim, type JudgingGround } from './judge-document.ts';
export { readBundle, type ReadBundle, type ReadDocument } from './read-bundle.ts';
export { writeBundle } from './write-bundle.ts';
