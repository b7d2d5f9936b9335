import { ExternalLink } from 'lucide-preact';
import type { Language } from '@nastavnik/core/kernel';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { CheckField } from '../../../ui/form/CheckField.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { PinSection, type PinSectionProps } from './PinSection.tsx';
import { languages, useTexts } from '../../../text/language.tsx';

export interface GeneralPageProps extends PinSectionProps {
  readonly language: Language;
  readonly hasShortcuts: boolean;
  readonly profile: string;
  readonly organisation: string | undefined;
  readonly relay: string | undefined;
  readonly refusal: string | undefined;
  readonly onLanguage: (language: Language) => void;
  readonly onShortcuts: (hasShortcuts: boolean) => void;
  readonly onOpenDistrict: () => void;
}

export function GeneralPage(props: GeneralPageProps) {
  const { t } = useTexts();
  return (
    <section class="stack measure" aria-labelledby="general">
      <h2 id="general">{t.settings.general}</h2>
      <SelectField
        label={t.settings.language}
        value={props.language}
        options={languages.map((value) => ({ value, name: t.settings.languageName[value] }))}
        onChange={props.onLanguage}
      />
      <div class="stack-tight">
        <CheckField
          label={t.settings.shortcutsOn}
          checked={props.hasShortcuts}
          onChange={props.onShortcuts}
        />
        <span class="small soft">{t.settings.shortcutsOnHint}</span>
      </div>
      <dl class="facts">
        <dt>{t.settings.profileLabel}</dt>
        <dd>{props.profile}</dd>
        <dt>{t.welcome.organisation}</dt>
        <dd>{props.organisation ?? t.common.notSet}</dd>
        <dt>{t.settings.relay}</dt>
        <dd>{props.relay ?? t.settings.noRelay}</dd>
      </dl>
      <PinSection hasPin={props.hasPin} busy={props.busy} onPin={props.onPin} />
      {props.relay !== undefined && (
        <section class="section" aria-labelledby="district">
          <h3 id="district">{t.settings.districtPage}</h3>
          <p class="soft">{t.settings.districtPageHint}</p>
          {props.refusal !== undefined && (
            <Notice kind="warn" urgent>
              {props.refusal}
            </Notice>
          )}
          <div>
            <Button icon={ExternalLink} disabled={props.busy} onPress={props.onOpenDistrict}>
              {t.settings.openDistrictPage}
            </Button>
          </div>
        </section>
      )}
    </section>
  );
}
