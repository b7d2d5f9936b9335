export {
  controlFrames,
  repoFrames,
  sessionFrameSchema,
  signInFrameSchema,
  type ClientFrame,
  type SessionFrame,
  type SignInFrame,
} from './client-frames.ts';
export { closeCodes, closeReason, type CloseReason } from './close-codes.ts';
export { decodeFrame, encodeFrame } from './codec.ts';
export { limits } from './limits.ts';
export { strictCbor } from './strict-cbor.ts';
export { serverFrameSchema, type ServerFrame, type ServerFrameOf } from './server-frames.ts';
export type { SignInPayload } from './sign-in-payload.ts';
