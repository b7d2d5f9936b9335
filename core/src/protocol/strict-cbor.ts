/**
 * What no CBOR from elsewhere may hold: tags (a bignum tag costs quadratic time), duplicate keys,
 * indefinite lengths, bignums, NaN and infinities.
 */
export const strictCbor = {
  allowIndefinite: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
  tags: {},
} as const;
