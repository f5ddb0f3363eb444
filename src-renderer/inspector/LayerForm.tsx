import { useEffect, useRef } from 'react'
import type { LayerNode } from '../../src-core/document/schema.ts'
import type { Problem } from '../../src-core/graph/problem.ts'
import type { LayerKind } from '../../src-core/layers/define.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import type { Field } from '../forms/field.ts'
import { fieldsOf, mixed } from '../forms/field.ts'
import { FieldRow } from '../forms/FieldRow.tsx'
import { useT } from '../i18n/locale.ts'
import { ProblemFixes } from '../problems/ProblemFixes.tsx'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'

interface Props {
  kind: LayerKind
  /** Layers of that kind. What is typed goes to all of them. */
  ids: readonly string[]
  problems?: readonly Problem[]
}

/** The parameters of layers of one kind, each with its problems. */
export function LayerForm({ kind, ids, problems = [] }: Props) {
  const t = useT()
  const form = useRef<HTMLFormElement>(null)
  const nodes = useEditor((state) => state.history.document.nodes)
  const revealed = useView((state) => state.revealed)
  const only = ids.length === 1 ? ids[0] : undefined

  useEffect(() => {
    if (!revealed?.param || revealed.id !== only || revealed.at === answered) return
    answered = revealed.at
    form.current?.querySelector<HTMLElement>(`[data-param="${CSS.escape(revealed.param)}"] :is(input, select)`)?.focus()
  }, [revealed, only])

  return (
    <form ref={form} className="fields" onSubmit={(event) => event.preventDefault()}>
      {fieldsOf(kind.params).map((field) => {
        const own = problems.filter((problem) => problem.param === field.key)
        return (
          <FieldRow
            key={field.key}
            field={field}
            value={valueOf(
              field,
              ids.map((id) => nodes[id] as LayerNode),
            )}
            onChange={(value, visit) => setParam(ids, field, value, visit)}
            placeholder={ids.length > 1 ? { en: 'Mixed', zh: '多个值' } : undefined}
            problems={own.length > 0 && own.map((problem) => <ProblemFixes key={problem.code} problem={problem} />)}
          />
        )
      })}
      {Object.keys(kind.params.shape).length === 0 && (
        <p className="quiet">{t({ en: 'Nothing to set.', zh: '无可设置的参数。' })}</p>
      )}
    </form>
  )
}

/** The last request to show a field that was followed: a layer that is looked at again doesn't take the focus again. */
let answered = 0

/** What the layers agree on. */
function valueOf({ key, schema }: Field, layers: readonly LayerNode[]): unknown {
  const [first, ...rest] = layers.map(({ params }) => {
    const read = schema.safeParse(params[key])
    return read.success ? read.data : params[key]
  })
  const text = JSON.stringify(first)
  return rest.every((value) => JSON.stringify(value) === text) ? first : mixed
}

function setParam(ids: readonly string[], { key }: Field, value: unknown, visit: string) {
  for (const id of ids) {
    const done = useEditor
      .getState()
      .execute('setParams', { id, params: { [key]: value } }, { mergeKey: `params.${ids.join()}.${visit}` })
    if (!done.ok) return sayRefusal(done)
  }
}
