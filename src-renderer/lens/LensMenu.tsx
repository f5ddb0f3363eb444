import { Layers2 } from 'lucide-react'
import { lensActions } from '../actions/lens.ts'
import { useT } from '../i18n/locale.ts'
import { lenses, useView } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { ActionItem, Menu } from '../ui/Menu.tsx'

/** What the graph is coloured by. */
export function LensMenu() {
  const t = useT()
  const on = useView((view) => view.lens)
  const name = t({ en: 'Colour the graph', zh: '为图着色' })
  return (
    <Menu
      align="end"
      tooltip={name}
      trigger={
        <Button variant="quiet" size="small" icon aria-label={name}>
          <Layers2 size={16} aria-hidden />
        </Button>
      }
    >
      {lenses.map((lens) => (
        <ActionItem key={lens} action={lensActions[lens]} checked={on === lens} />
      ))}
    </Menu>
  )
}
