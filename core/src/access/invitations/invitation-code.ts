import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';

/** A pasted link or typed code, understood. */
export interface ParsedInvitation {
  /** Websocket address of the relay, where a link named one. */
  readonly relayUrl?: string;
  /** 20 or 10 upper-case Crockford characters. */
  readonly characters: string;
  /** The same as a person reads it: groups of five joined by «-». */
  readonly code: string;
}

const malformed: Refusal = { code: 'invitation-malformed' };
const linkPattern = /^(https?|wss?):\/\/([^/\s#?]+)([^\s#?]*)(?:\?[^#\s]*)?#(.*)$/i;

function relayUrlOf(scheme: string, host: string, path: string): string {
  const isSecure = scheme === 'https' || scheme === 'wss';
  // `/join` is the page that shows the code; the relay itself listens beside it.
  const below = scheme.startsWith('http') ? path.replace(/\/join\/?$/, '') : path;
  return `${isSecure ? 'wss' : 'ws'}://${host}${below === '/' ? '' : below}`;
}

/**
 * Reads `https://HOST/join#CODE`, `wss://HOST#CODE` or a bare code, forgiving what hands and eyes
 * do: spaces, dashes, lower case, O for 0, I and L for 1.
 */
export function parseInvitation(text: string): Result<ParsedInvitation, Refusal> {
  if (text.length > 500) return fail(malformed);
  const trimmed = text.trim();
  const [, scheme = '', host = '', path = '', fragment = ''] = linkPattern.exec(trimmed) ?? [];
  const isLink = scheme !== '';
  if (!isLink && trimmed.includes('/')) return fail(malformed);
  const characters = (isLink ? fragment : trimmed.replace(/^#/, ''))
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!/^(?:[0-9A-HJKMNP-TV-Z]{20}|[0-9A-HJKMNP-TV-Z]{10})$/.test(characters)) {
    return fail(malformed);
  }
  const code = characters.match(/.{5}/g)?.join('-') ?? characters;
  if (!isLink) return ok({ characters, code });
  return ok({ relayUrl: relayUrlOf(scheme.toLowerCase(), host, path), characters, code });
}

/** The link a person is sent: opens a page that only shows the code. */
export function invitationLink(pageUrl: string, code: string): string {
  return `${pageUrl.replace(/\/+$/, '')}/join#${code}`;
}
