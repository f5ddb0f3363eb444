import { CircleHelp, Settings2 } from 'lucide-react'
import { about } from '../actions/about.ts'
import { compareTheEditions } from '../actions/compare-editions.ts'
import { firstSteps } from '../actions/first-steps.ts'
import { showKeys } from '../actions/keys.ts'
import { chinese, english } from '../actions/language.ts'
import { openPalette } from '../actions/palette.ts'
import { darkTheme, lightTheme, systemTheme } from '../actions/theme.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { useView } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { ActionItem, Menu, MenuGroup, MenuSeparator } from '../ui/Menu.tsx'

/** How the window looks and speaks. */
export function SettingsMenu() {
  const t = useT()
  const locale = useLocale()
  const theme = useView((view) => view.theme)
  const name = t({ en: 'Language and theme', zh: '语言与主题' })
  return (
    <Menu
      align="end"
      tooltip={name}
      trigger={
        <Button variant="quiet" icon aria-label={name}>
          <Settings2 size={16} aria-hidden />
        </Button>
      }
    >
      <MenuGroup label={t({ en: 'Language', zh: '语言' })}>
        <ActionItem action={english} checked={locale === 'en'} label="English" />
        <ActionItem action={chinese} checked={locale === 'zh'} label="中文" />
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label={t({ en: 'Theme', zh: '主题' })}>
        <ActionItem
          action={systemTheme}
          checked={theme === 'system'}
          label={t({ en: 'As the system', zh: '跟随系统' })}
        />
        <ActionItem action={lightTheme} checked={theme === 'light'} label={t({ en: 'Light', zh: '浅色' })} />
        <ActionItem action={darkTheme} checked={theme === 'dark'} label={t({ en: 'Dark', zh: '深色' })} />
      </MenuGroup>
    </Menu>
  )
}

export function HelpMenu() {
  const t = useT()
  const name = t({ en: 'Help', zh: '帮助' })
  return (
    <Menu
      align="end"
      tooltip={name}
      trigger={
        <Button variant="quiet" icon aria-label={name}>
          <CircleHelp size={16} aria-hidden />
        </Button>
      }
    >
      <ActionItem action={firstSteps} />
      <ActionItem action={openPalette} />
      <ActionItem action={showKeys} />
      <ActionItem action={compareTheEditions} />
      <MenuSeparator />
      <ActionItem action={about} />
    </Menu>
  )
}
