import { configurationTemplate } from '../../configuration/configuration-template.ts';
import { printConfiguration } from '../../configuration/load-configuration.ts';
import { redactConfiguration } from '../../configuration/redact-configuration.ts';
import { exitCodes } from '../../exit-codes.ts';
import { UsageError, type Command } from '../command.ts';

/** `config check | print [--redact] | template`. A wrong file has been refused before this is reached. */
export const config: Command = ({ words, texts, loaded, options, say, report }) => {
  const { configuration } = loaded;
  const shown = options.redact === true ? redactConfiguration(configuration) : configuration;
  switch (words[1]) {
    case 'check':
      say(texts.configurationGood);
      report({ good: true });
      break;
    case 'print':
      say(printConfiguration(shown));
      report(shown);
      break;
    case 'template':
      say(configurationTemplate(texts));
      report({ template: configurationTemplate(texts) });
      break;
    default:
      return Promise.reject(new UsageError(texts.unknownCommand(words.join(' '))));
  }
  return Promise.resolve(exitCodes.done);
};
