import { History } from 'lucide-react'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'

/** Every step by its name, the last one at the top; a press goes back to it or forward again. */
export function HistoryMenu() {
  const t = useT()
  const name = t({ en: 'History', zh: '历史记录' })
  return (
    <Menu
      tooltip={name}
      trigger={
        <Button variant="quiet" icon aria-label={name}>
          <History size={16} aria-hidden />
        </Button>
      }
    >
      <Steps />
    </Menu>
  )
}

/** As many as can be looked through, before and behind where one is. */
const most = 50

const opened: Text = { en: 'As it was opened', zh: '打开时的状态' }

function Steps() {
  const t = useT()
  const { past, future } = useEditor(({ history }) => history)
  const travel = useEditor((editor) => editor.travel)
  // Where each leads, counted from now; of what is undone the nearest step is the last.
  const ahead = future.map(({ label }, i) => ({ label, by: future.length - i })).slice(-most)
  const behind = past.map(({ label }, i) => ({ label, by: i + 1 - past.length }))
  const steps = [...ahead, ...[{ label: opened, by: -past.length }, ...behind].toReversed().slice(0, most)]
  return steps.map(({ label, by }) => (
    <MenuItem key={by} checked={by === 0} faint={by > 0} onClick={() => travel(by)}>
      {t(label)}
    </MenuItem>
  ))
}
