import { useT } from '../i18n/locale.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { keepMine, useOnDisk } from './on-disk.ts'
import { openPath } from './opening.ts'
import { fileName } from './paths.ts'
import { saveAnyway } from './saving.ts'
import '../ui/notice.css'

/** Says that another program has changed the open file or taken it away, and leaves it to a person what goes on. */
export function ChangedNotice() {
  const open = useEditor(({ path }) => path)
  const { path, changed } = useOnDisk()
  if (!changed || path === undefined || path !== open) return null
  return (
    <aside className="notice changed-notice" role="status">
      {changed === 'gone' ? <Gone name={fileName(path)} /> : <Changed path={path} />}
    </aside>
  )
}

function Changed({ path }: { path: string }) {
  const t = useT()
  const unsaved = useEditor(isUnsaved)
  const name = fileName(path)
  return (
    <>
      <div>
        <strong>{t({ en: `${name} was changed by another program`, zh: `${name} 已被其他程序更改` })}</strong>
        <p>
          {unsaved
            ? t({
                en: 'You have changes of your own here. Reloading asks first whether to save them.',
                zh: '您在此处也有未保存的更改。重新加载前会询问是否保存。',
              })
            : t({
                en: 'Reload to see what it holds now. If you keep yours, saving replaces the file.',
                zh: '重新加载可查看文件的最新内容。若保留当前版本，保存时会替换该文件。',
              })}
        </p>
      </div>
      <Button onClick={keepMine}>{t({ en: 'Keep mine', zh: '保留当前版本' })}</Button>
      <Button variant="primary" onClick={() => void openPath(path)}>
        {t({ en: 'Reload', zh: '重新加载' })}
      </Button>
    </>
  )
}

function Gone({ name }: { name: string }) {
  const t = useT()
  return (
    <>
      <div>
        <strong>{t({ en: `${name} is no longer there`, zh: `${name} 已不存在` })}</strong>
        <p>
          {t({
            en: 'It was moved or deleted outside Layerloom. The network is still open here, and unsaved.',
            zh: '该文件已在 Layerloom 之外被移动或删除。网络仍在此处打开，但尚未保存。',
          })}
        </p>
      </div>
      <Button onClick={keepMine}>{t({ en: 'Later', zh: '稍后' })}</Button>
      <Button variant="primary" onClick={() => void saveAnyway()}>
        {t({ en: 'Save again', zh: '重新保存' })}
      </Button>
    </>
  )
}
