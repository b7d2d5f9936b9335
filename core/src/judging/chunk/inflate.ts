/**
 * Inflates a raw deflate stream that is exactly `bytes`. Throws where the stream is damaged, has
 * bytes after its end or would inflate to more than `maxBytes`: the caller gives what its platform
 * has, so that a bomb is stopped before it is built.
 */
export type Inflate = (bytes: Uint8Array, maxBytes: number) => Uint8Array;
