import { FolderOpen } from 'lucide-react'
import { useId, useState } from 'react'
import { partsOfSource } from '../../src-core/training/data.ts'
import { setPlan } from '../actions/set-plan.ts'
import { Choice } from '../forms/Choice.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { choosePath } from '../store/files.ts'
import { Button } from '../ui/Button.tsx'
import { sourceKinds } from './sources.ts'

/** Which kind of data, and where it lies. */
export function Source() {
  const t = useT()
  const id = useId()
  const data = useEditor((state) => state.history.document.training.data)
  const given = partsOfSource(data)
  /** A kind that needs a path is shown before it has one; the plan keeps its data until then. */
  const [pending, setPending] = useState<string>()
  const word = pending ?? given.word
  const kind = sourceKinds.find((known) => known.word === word)

  const choose = (word: string) => {
    const chosen = sourceKinds.find((known) => known.word === word)!
    setPending(chosen.path ? word : undefined)
    if (!chosen.path) setPlan({ data: word })
  }
  return (
    <section className="data-source">
      <div className="field">
        <label htmlFor={id}>{t({ en: 'Images from', zh: '图像来源' })}</label>
        <Choice
          id={id}
          value={word}
          choices={sourceKinds.map(({ word, title }) => ({ value: word, label: t(title) }))}
          other={kind ? undefined : word}
          onChoose={choose}
        />
      </div>
      {kind && <p className="data-needs">{t(kind.needs)}</p>}
      {kind?.path && (
        <Place
          key={word}
          kind={{ ...kind, path: kind.path }}
          standing={word === given.word ? given.argument : ''}
          onGiven={() => setPending(undefined)}
        />
      )}
    </section>
  )
}

interface PlaceProps {
  kind: (typeof sourceKinds)[number] & { path: NonNullable<(typeof sourceKinds)[number]['path']> }
  standing: string
  onGiven(): void
}

/** The path of what a person has, typed or pointed at. */
function Place({ kind, standing, onGiven }: PlaceProps) {
  const t = useT()
  const id = useId()
  const [typed, setTyped] = useState(standing)
  const give = (path: string) => {
    setTyped(path)
    if (path.trim() === '' || path === standing) return
    setPlan({ data: `${kind.word}:${path.trim()}` })
    onGiven()
  }
  const browse = async () => {
    const path = await choosePath(kind.path, t(kind.path.title))
    if (path !== null) give(path)
  }
  return (
    <form
      className="data-place"
      onSubmit={(event) => {
        event.preventDefault()
        give(typed)
      }}
    >
      <label htmlFor={id}>{t({ en: 'Path', zh: '路径' })}</label>
      <input
        id={id}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => give(typed)}
      />
      <Button onClick={() => void browse()}>
        <FolderOpen size={14} aria-hidden /> {t({ en: 'Choose …', zh: '选择…' })}
      </Button>
    </form>
  )
}
