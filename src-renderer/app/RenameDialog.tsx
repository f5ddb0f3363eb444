import { useState } from 'react'
import type { Text } from '../../src-core/text.ts'
import { selectedNodes } from '../actions/selected.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { closeOverlay } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './rename.css'

/** Gives the selected layer or block another name: the last part of its path. */
export function RenameDialog() {
  const t = useT()
  const [id] = useState(() => selectedNodes()[0] ?? '')
  const cut = id.lastIndexOf('/') + 1
  const [name, setName] = useState(id.slice(cut))
  const [refusal, setRefusal] = useState<Text>()

  const submit = () => {
    const done = useEditor.getState().execute('renameNode', { id, name: id.slice(0, cut) + name.trim() })
    if (done.ok) closeOverlay()
    else setRefusal(done.failure.message)
  }

  return (
    <Dialog open onClose={closeOverlay} title={t({ en: `Rename ${id}`, zh: `重命名 ${id}` })}>
      <form
        className="rename"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <input
          autoFocus
          value={name}
          spellCheck={false}
          autoComplete="off"
          aria-label={t({ en: 'New name', zh: '新名称' })}
          aria-invalid={refusal !== undefined}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value)
            setRefusal(undefined)
          }}
        />
        <p role="alert">{refusal && t(refusal)}</p>
        <div className="dialog-buttons">
          <Button onClick={closeOverlay}>{t({ en: 'Cancel', zh: '取消' })}</Button>
          <Button variant="primary" type="submit" disabled={name.trim() === ''}>
            {t({ en: 'Rename', zh: '重命名' })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
