import { ChevronDown } from 'lucide-react'
import { exportModel } from '../actions/export.ts'
import { saveFigure } from '../actions/save-figure.ts'
import { newNetwork } from '../actions/new.ts'
import { openDocument } from '../actions/open.ts'
import { saveDocumentAs } from '../actions/save-as.ts'
import { saveDocument } from '../actions/save.ts'
import { openPath } from '../files/opening.ts'
import { folderOf } from '../files/paths.ts'
import { useT } from '../i18n/locale.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { ActionItem, Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu.tsx'
import { Button } from '../ui/Button.tsx'

/** The document's name, and behind it everything that can be done with files. */
export function FileMenu() {
  return (
    <Menu
      tooltip={<Path />}
      trigger={
        <Button variant="quiet" className="document-name">
          <Name />
          <ChevronDown size={14} aria-hidden />
          <UnsavedDot />
        </Button>
      }
    >
      <ActionItem action={newNetwork} />
      <ActionItem action={openDocument} />
      <MenuSeparator />
      <ActionItem action={saveDocument} />
      <ActionItem action={saveDocumentAs} />
      <ActionItem action={exportModel} />
      <ActionItem action={saveFigure} />
      <RecentFiles />
    </Menu>
  )
}

// What follows the document is apart: a menu costs more to draw anew than a word, and an edit should show at once.

function Path() {
  const t = useT()
  const path = useEditor((editor) => editor.path)
  return path ?? t({ en: 'Not saved to a file yet', zh: '尚未保存为文件' })
}

function Name() {
  const name = useEditor((editor) => editor.name)
  return <span className="document-title">{name}</span>
}

/** Its room is kept while there is nothing to say, so that nothing moves. */
function UnsavedDot() {
  const t = useT()
  const unsaved = useEditor(isUnsaved)
  const label = t({ en: 'unsaved changes', zh: '有未保存的更改' })
  return <span className="unsaved-dot" hidden={!unsaved} role="img" aria-label={label} />
}

function RecentFiles() {
  const t = useT()
  const recent = useFiles((files) => files.recent)
  if (recent.length === 0) return null
  return (
    <>
      <MenuSeparator />
      <MenuGroup label={t({ en: 'Recent', zh: '最近打开' })}>
        {recent.slice(0, 10).map(({ path, name }) => (
          <MenuItem key={path} detail={folderOf(path)} onClick={() => void openPath(path)}>
            {name}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  )
}
