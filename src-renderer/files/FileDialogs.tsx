import { ConnectionNotice } from '../bridge/ConnectionNotice.tsx'
import { useT } from '../i18n/locale.ts'
import { useFiles } from '../store/files.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ChangedDialog } from './ChangedDialog.tsx'
import { ChangedNotice } from './ChangedNotice.tsx'
import { DropTarget } from './DropTarget.tsx'
import { FileBrowser } from './FileBrowser.tsx'
import { RecoveryDialog } from './RecoveryDialog.tsx'
import { UnsavedDialog } from './UnsavedDialog.tsx'
import { useMainSide } from './use-main-side.ts'
import './files.css'

/** Everything that is asked about files, and the window's ties to the main side. Mounted once, at the root. */
export function FileDialogs() {
  const t = useT()
  useMainSide()
  const dialog = useFiles((state) => state.dialog)
  return (
    <>
      <ConnectionNotice />
      <ChangedNotice />
      <DropTarget />
      {dialog?.kind === 'browse' && (
        <Dialog open onClose={() => dialog.answer(null)} title={t(dialog.request.title)} size="wide">
          <FileBrowser request={dialog.request} directory={dialog.directory} onAnswer={dialog.answer} />
        </Dialog>
      )}
      {dialog?.kind === 'unsaved' && <UnsavedDialog name={dialog.name} onAnswer={dialog.answer} />}
      {dialog?.kind === 'changed' && <ChangedDialog {...dialog} onAnswer={dialog.answer} />}
      {dialog?.kind === 'recovery' && <RecoveryDialog items={dialog.items} />}
    </>
  )
}
