import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareOrder, orderKeyAfter, orderKeyAtEnd, type Ordered } from './order-key.ts';

const sorted = (list: readonly Ordered[]): readonly string[] =>
  list.toSorted(compareOrder).map(({ id }) => id);

it('[C2] a key puts an entity right after its neighbour, whatever was moved before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }), (places) => {
      let list: readonly Ordered[] = [];
      places.forEach((place, index) => {
        const order = sorted(list);
        const afterId =
          place % (order.length + 1) === 0 ? null : order[(place % (order.length + 1)) - 1];
        const id = `n${index}`;
        list = [...list, { id, orderKey: orderKeyAfter(list, afterId ?? null) }];
        const at = sorted(list).indexOf(id);
        expect(sorted(list)[at - 1]).toBe(afterId ?? undefined);
      });
    }),
  );
});

it('[C2] keys that no move of ours makes are borne', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 200 }), { maxLength: 8 }), (keys) => {
      const list = keys.map((orderKey, index) => ({ id: `n${index}`, orderKey }));
      expect(orderKeyAtEnd(list)).toMatch(/^[0-9A-Za-z]+$/);
      expect(orderKeyAfter(list, 'n0')).toMatch(/^[0-9A-Za-z]+$/);
      expect(orderKeyAfter(list, null)).toMatch(/^[0-9A-Za-z]+$/);
    }),
  );
});
