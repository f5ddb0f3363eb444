import { Search } from 'lucide-react'
import { useChord } from '../actions/bindings.ts'
import { exportModel } from '../actions/export.ts'
import { newNetwork } from '../actions/new.ts'
import { openDocument } from '../actions/open.ts'
import { openPalette } from '../actions/palette.ts'
import { redo } from '../actions/redo.ts'
import { saveDocument } from '../actions/save.ts'
import { undo } from '../actions/undo.ts'
import { useT } from '../i18n/locale.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Key } from '../ui/Key.tsx'
import { FileMenu } from './FileMenu.tsx'
import { HistoryMenu } from './HistoryMenu.tsx'
import icon from './icon.svg'
import { NetworkTotals } from './NetworkTotals.tsx'
import { HelpMenu, SettingsMenu } from './SettingsMenu.tsx'
import { TrainButton } from './TrainButton.tsx'

export function TopBar() {
  const t = useT()
  const chord = useChord(openPalette)
  return (
    <header className="top-bar" data-area="top" tabIndex={-1} aria-label={t({ en: 'Top bar', zh: '顶栏' })}>
      <div className="top-start">
        <img className="logo" src={icon} alt="Layerloom" width={22} height={22} />
        <FileMenu />
        <div className="button-row">
          <ActionButton action={newNetwork} variant="quiet" iconOnly />
          <ActionButton action={openDocument} variant="quiet" iconOnly />
          <ActionButton action={saveDocument} variant="quiet" iconOnly />
        </div>
        <div className="button-row apart">
          <ActionButton action={undo} variant="quiet" iconOnly />
          <ActionButton action={redo} variant="quiet" iconOnly />
          <HistoryMenu />
        </div>
      </div>
      <ActionButton action={openPalette} className="search-box">
        <Search size={14} aria-hidden />
        <span>{t({ en: 'Search or run a command', zh: '搜索或执行命令' })}</span>
        {chord && <Key chord={chord} />}
      </ActionButton>
      <div className="top-end">
        <NetworkTotals />
        <ActionButton action={exportModel}>{t({ en: 'Export', zh: '导出' })}</ActionButton>
        <TrainButton />
        <div className="button-row apart">
          <SettingsMenu />
          <HelpMenu />
        </div>
      </div>
    </header>
  )
}
