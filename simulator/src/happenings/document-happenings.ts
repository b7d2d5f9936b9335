import { edit } from './edit.ts';
import { ask, type Happening } from './happening.ts';

export const editSomething: Happening = (world, device) => {
  const document = world.choose.of(world.documents);
  if (document && device.replica) edit(world, device, document);
};

export const create: Happening = (world, device) => {
  const { replica } = device;
  const { logId, people } = world.school;
  const { mentor, mentee } = people;
  if (replica === undefined) return;
  const kind = world.choose.of(['notes', 'programme', 'petition'] as const) ?? 'notes';
  const author = { personId: device.personId, part: 'author' as const };
  const pair = [
    { personId: mentor.personId, part: 'mentor' as const },
    { personId: mentee.personId, part: 'mentee' as const },
  ];
  const audience = kind === 'programme' ? pair : [author];
  const subjects = audience.map(({ personId }) => personId);
  ask(
    world,
    device,
    () => replica.create({ logId, kind, audience, subjects }),
    (made) => {
      world.note(`${device.name} begins ${kind}: ${made.ok ? 'done' : made.error.code}`);
      if (made.ok) world.documents.push({ documentId: made.value, kind });
    },
  );
};

export const sign: Happening = (world, device) => {
  const programme = world.documents.find(({ kind }) => kind === 'programme');
  const approvals = world.documents.find(({ kind }) => kind === 'approvals');
  const { replica } = device;
  if (programme === undefined || approvals === undefined || replica === undefined) return;
  const statement = { id: 'agree/1', text: 'I agree with the programme' };
  const request = {
    documentId: programme.documentId,
    approvalsId: approvals.documentId,
    purpose: 'agree',
    role: 'mentor' as const,
    statement,
  };
  ask(
    world,
    device,
    () => replica.sign(request),
    (signed) => {
      world.note(`${device.name} signs: ${signed.ok ? 'done' : signed.error.code}`);
      if (signed.ok) world.ledger.approvals.push(signed.value);
    },
  );
};

/** A refused edit is made once more; from then on the new change stands for it. */
export const retry: Happening = (world, device) => {
  const [first] = device.replica?.sync.peek().drafts ?? [];
  const { replica, name } = device;
  if (first === undefined || replica === undefined) return;
  const again = async (): Promise<void> => {
    // From here on: whoever dies in the middle may have made the new change already.
    for (const hash of await device.draftedIn(first.draftId)) world.ledger.replaced.add(hash);
    const result = await replica.retryDraft(first.draftId);
    world.note(`${name} tries a draft again: ${result.ok ? 'done' : result.error.code}`);
  };
  ask(world, device, again, () => undefined);
};
