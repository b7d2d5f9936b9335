import { extensionPath } from '../browser/launch.ts';
import type { DemoDistrict } from './create-demo-district.ts';
import type { DemoTexts } from './text/demo-texts.ts';

/** Invitations whose code nobody has used yet, as the logs say now. */
function unusedInvitations({ invitations, service }: DemoDistrict): DemoDistrict['invitations'] {
  const logs = service.relay.logs();
  const used = new Set(
    [...logs.values()].flatMap((state) =>
      [...state.invitations.values()]
        .filter(({ usedAtSeq }) => usedAtSeq !== undefined)
        .map(({ invitationId }) => invitationId),
    ),
  );
  return invitations.filter(({ invitationId }) => !used.has(invitationId));
}

/** Everything a person needs to walk through the demonstration, as lines for a terminal. */
export function welcome(district: DemoDistrict, texts: DemoTexts): string {
  const unused = unusedInvitations(district);
  const width = Math.max(...Object.values(texts.parts).map(({ length }) => length));
  const invitations = unused.map(
    ({ part, code }) => `  ${texts.parts[part].padEnd(width)}  ${code}  ${district.link(part)}`,
  );
  return [
    '',
    texts.ready(district.url),
    '',
    ...(unused.length === 0 ? [texts.allUsed] : [texts.invitations, ...invitations]),
    '',
    texts.extension(extensionPath),
    '',
    texts.browser,
    '',
    texts.districtPage(district.pageUrl()),
    '',
    texts.stop,
    '',
  ].join('\n');
}
