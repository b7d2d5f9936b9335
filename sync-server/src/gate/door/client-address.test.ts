import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (remoteAddress: string, forwardedFor?: string) => ({
  socket: { remoteAddress },
  headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
});

it('believes nobody’s header but a trusted proxy’s', () => {
  expect(clientAddress(from('203.0.113.7', '198.51.100.1'), [])).toBe('203.0.113.7');
  expect(clientAddress(from('127.0.0.1', '198.51.100.1'), ['127.0.0.1'])).toBe('198.51.100.1');
  expect(clientAddress(from('::ffff:127.0.0.1', '198.51.100.1'), ['127.0.0.1'])).toBe(
    '198.51.100.1',
  );
});

it('takes the last address that is no proxy of ours: what stands before it anybody may write', () => {
  const request = from('127.0.0.1', '192.0.2.99, 198.51.100.1, 10.1.1.1');
  expect(clientAddress(request, ['127.0.0.1', '10.1.1.1'])).toBe('198.51.100.1');
});

it('falls back to the proxy where it names nobody', () => {
  expect(clientAddress(from('127.0.0.1'), ['127.0.0.1'])).toBe('127.0.0.1');
});
