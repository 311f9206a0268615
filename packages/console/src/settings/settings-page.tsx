import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client.js';
import type { WorldSettings } from '../api/world.js';
import { numberOf } from '../design/number-of.js';
import { Page } from '../design/page.js';
import { m } from '../paraglide/messages.js';
import { SettingChoice } from './setting-choice.js';
import { SettingText } from './setting-text.js';

/** The settings of the whole world: how app markets decide, and choices that the platform's documents leave open. */
export function SettingsPage() {
  const { data } = useQuery(read<WorldSettings>('/settings'));
  return (
    <Page title={m.settings()} lead={m.settings_lead()}>
      {data && (
        <section className="card card-body stack" aria-label={m.settings()} style={{ maxWidth: 560 }}>
          <Stores settings={data} />
          <Platform settings={data} />
        </section>
      )}
    </Page>
  );
}

function Stores({ settings }: { readonly settings: WorldSettings }) {
  const habits = [
    ['approve', m.setting_habit_approve()],
    ['reject', m.setting_habit_reject()],
    ['by-hand', m.setting_habit_by_hand()],
  ] as const;
  return (
    <>
      <SettingChoice
        name="googleRefunds"
        label={m.setting_google()}
        hint={m.setting_habit_hint()}
        value={settings.googleRefunds}
        options={habits}
      />
      <SettingChoice
        name="appleRefunds"
        label={m.setting_apple()}
        hint={m.setting_habit_hint()}
        value={settings.appleRefunds}
        options={habits}
      />
      <SettingText
        key={settings.refundHours}
        name="refundHours"
        label={m.setting_hours()}
        hint={m.setting_hours_hint()}
        value={String(settings.refundHours)}
        toBody={numberOf}
      />
    </>
  );
}

function Platform({ settings }: { readonly settings: WorldSettings }) {
  return (
    <>
      <SettingChoice
        name="mockItems"
        label={m.setting_mock()}
        value={settings.mockItems}
        options={[
          ['until-registered', m.setting_mock_until()],
          ['toss', m.setting_mock_toss()],
          ['sandbox', m.setting_mock_sandbox()],
        ]}
      />
      <SettingChoice
        name="userKeyHeader"
        label={m.setting_user_key()}
        hint={m.setting_user_key_hint()}
        value={settings.userKeyHeader}
        options={[
          ['required', m.setting_required()],
          ['optional', m.setting_optional()],
        ]}
      />
      <SettingChoice
        name="statusTimeZone"
        label={m.setting_zone()}
        value={settings.statusTimeZone}
        options={[
          ['none', m.setting_zone_none()],
          ['offset', m.setting_zone_offset()],
        ]}
      />
      <SettingText
        key={settings.buildSeconds}
        name="buildSeconds"
        label={m.setting_build()}
        hint={m.setting_build_hint()}
        value={String(settings.buildSeconds)}
        toBody={numberOf}
      />
      <SettingText
        key={settings.holidays.join()}
        name="holidays"
        label={m.setting_holidays()}
        hint={m.setting_holidays_hint()}
        value={settings.holidays.join(', ')}
        toBody={(text) => text.split(/[,\s]+/).filter((day) => day !== '')}
      />
    </>
  );
}
