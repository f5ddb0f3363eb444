import type { KeyboardEvent } from 'react'
import { useRef, useState } from 'react'
import type { Text } from '../../src-core/text.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { pathBefore, shortName } from './selected.ts'

/**
 * A node's path, its last part to be typed over. Enter and leaving the field rename it, Esc doesn't. What cannot be a
 * name is said below it, for as long as a person stays with it.
 */
export function NodeName({ id }: { id: string }) {
  const t = useT()
  const path = pathBefore(id)
  const [typed, setTyped] = useState<string>()
  const [refusal, setRefusal] = useState<Text>()
  const isOver = useRef(false)
  const name = typed ?? shortName(id)

  const end = () => {
    setTyped(undefined)
    setRefusal(undefined)
  }
  const rename = () => {
    const wanted = path + name.trim()
    if (name.trim() === '' || wanted === id) return { ok: true } as const
    return useEditor.getState().execute('renameNode', { id, name: wanted }, { select: [wanted] })
  }
  const commit = (event: KeyboardEvent) => {
    const done = rename()
    isOver.current = done.ok
    if (done.ok) return end()
    setRefusal(done.failure.message)
    // One stays with it.
    event.preventDefault()
  }
  const leave = () => {
    // By a key, which has done all.
    if (isOver.current) return void (isOver.current = false)
    const done = rename()
    if (!done.ok) sayRefusal(done)
    end()
  }

  return (
    <div className="node-name">
      {path !== '' && <span className="node-path">{path}</span>}
      <input
        value={name}
        aria-label={t({ en: 'Name', zh: '名称' })}
        aria-invalid={refusal !== undefined || undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          isOver.current = false
          setTyped(event.target.value)
          setRefusal(undefined)
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event)
          if (event.key !== 'Escape') return
          isOver.current = true
          end()
        }}
      />
      {refusal && (
        <p className="node-name-said" role="alert">
          {t(refusal)}
        </p>
      )}
    </div>
  )
}
