import { limits } from '@nastavnik/core/protocol';
import { fakeClock } from '@nastavnik/core/testing';
import { expect, it } from 'vitest';
import { AddressBook } from './address-book.ts';
import { clientAddress } from './client-address.ts';

const { connectionBurstPerAddress: burst, connectionsPerSecondPerAddress: perSecond } = limits;

it('[A6] lets an address bring so many a second that come to nothing, and a school at once', () => {
  const clock = fakeClock();
  const book = new AddressBook(clock);
  const bring = (count: number, isProved: boolean): number => {
    let entered = 0;
    for (let place = 0; place < count; place += 1) {
      if (!book.enter('192.0.2.1')) continue;
      entered += 1;
      book.leave('192.0.2.1', isProved);
    }
    return entered;
  };
  expect(bring(5_000, true)).toBe(5_000);
  expect(bring(5_000, false)).toBe(burst);
  expect(book.enter('192.0.2.2')).toBe(true);
  clock.advance(1_000);
  expect(bring(5_000, false)).toBe(perSecond);
});

it('[A6] remembers a bounded number of addresses, and forgets the calm ones first', () => {
  const clock = fakeClock();
  const book = new AddressBook(clock);
  for (let place = 0; place < limits.maxAddresses + 500; place += 1) {
    clock.advance(100);
    if (book.enter(`address ${place}`)) book.leave(`address ${place}`, false);
  }
  expect(book.size).toBeLessThanOrEqual(limits.maxAddresses);
  expect(book.enter('one more')).toBe(true);
  for (let place = 0; place < limits.maxConnectionsBeforeSignIn; place += 1)
    book.enter(`a${place}`);
  expect(book.enter('beyond the sum of all')).toBe(false);
});

it('counts a household of IPv6 addresses as one', () => {
  const from = (remoteAddress: string) =>
    clientAddress({ socket: { remoteAddress }, headers: {} }, []);
  expect(from('2001:db8:1:2::1')).toBe(from('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
  expect(from('2001:db8:1:3::1')).not.toBe(from('2001:db8:1:2::1'));
  expect(from('::1')).toBe('0:0:0:0::/64');
});
