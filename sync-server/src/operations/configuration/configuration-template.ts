import type { OperationsTexts } from '../text/ru.ts';
import { expectedOf } from './read-value.ts';
import { settingEntries, settings, type SectionName } from './settings.ts';

const comment = (text: string): string[] => {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (`${line} ${word}`.length > 96 && line !== '#') {
      lines.push(line);
      line = '#';
    }
    line = `${line} ${word}`;
  }
  return [...lines, line];
};

/** The commented configuration file: every setting with its reason, range and default. */
export function configurationTemplate(texts: OperationsTexts): string {
  const sections = Object.keys(settings) as SectionName[];
  const blocks = sections.map((section) => {
    const entries = settingEntries.filter((entry) => entry.section === section);
    const lines = entries.flatMap(({ id, name, fileKey, envKey, setting }) => [
      ...comment(texts.settings[id]),
      `# ${expectedOf(setting)} · ${envKey}`,
      `# ${fileKey.slice(section.length + 1)} = ${JSON.stringify(setting.default)}`,
      ...(name === entries.at(-1)?.name ? [] : ['']),
    ]);
    return [`[${section}]`, ...lines].join('\n');
  });
  return [...texts.templateHead.flatMap(comment), '', blocks.join('\n\n'), ''].join('\n');
}
