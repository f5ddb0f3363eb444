import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { dismissLostEdits, useLostEdits } from './lost-edits.ts'
import type { Lost } from './lost-edits.ts'

/** The edits by hand that changes of options found no place for, until they are taken note of or the change is undone. */
export function LostEdits({ of }: { of: string }) {
  const lists = useLostEdits((state) => state.lists)
  const past = useEditor((state) => state.history.past)
  return lists
    .filter((list) => list.of === of && past.includes(list.step))
    .map((list, at) => <LostList key={at} list={list} isLast={list.step === past.at(-1)} />)
}

function LostList({ list, isLast }: { list: Lost; isLast: boolean }) {
  const t = useT()
  const count = list.edits.length
  return (
    <div className="ask lost-edits" role="status">
      <p>
        {t({
          en: count === 1 ? 'An edit of yours no longer applies:' : `${count} edits of yours no longer apply:`,
          zh: `您的 ${count} 处修改不再适用：`,
        })}
      </p>
      <ul>
        {list.edits.map(({ message }) => (
          <li key={message.en}>{t(message)}</li>
        ))}
      </ul>
      <div className="inspector-buttons">
        {/* Further steps stand before this one: undo would take those back first. */}
        {isLast && (
          <Button size="small" onClick={() => useEditor.getState().undo()}>
            {t({ en: 'Undo', zh: '撤销' })}
          </Button>
        )}
        <Button size="small" onClick={() => dismissLostEdits(list)}>
          {t({ en: 'Dismiss', zh: '知道了' })}
        </Button>
      </div>
    </div>
  )
}
