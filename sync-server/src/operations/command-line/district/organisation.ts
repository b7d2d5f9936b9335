import { exitCodes } from '../../exit-codes.ts';
import { withOperator } from '../../loopback/with-operator.ts';
import { UsageError, type Command } from '../command.ts';

/** `organisation`: founds the log of an organisation under the district. */
export const organisation: Command = async (context) => {
  const { options, texts, say, report } = context;
  const name = options.name?.trim() ?? '';
  if (name === '') throw new UsageError(texts.missingOption('name'));
  const logId = await withOperator(context, async (session) => {
    const states = [...(await session.logs()).values()];
    const district = states.find(({ level }) => level === 'district');
    if (district === undefined) throw new UsageError(texts.unknownOrganisation(name, ''));
    if (states.some((state) => state.level === 'organisation' && state.name === name)) {
      throw new UsageError(texts.organisationExists(name));
    }
    return session.foundOrganisation(name, district);
  });
  say(texts.organisationFounded(name, logId));
  report({ logId, name });
  return exitCodes.done;
};
