import { useState } from 'react'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Template } from '../../templates/define.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { fieldsOf } from '../forms/field.ts'
import { FieldRow } from '../forms/FieldRow.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { build, isEdited } from './rebuild.ts'

type Options = NonNullable<LoomDocument['template']>['options']

/** Options that were asked for and are not built: they cannot be, or a person has edits by hand to lose. */
interface Draft {
  /** The document's options when they were asked for: where those change, the draft is void. */
  before: Options
  options: Options
}

/**
 * The options that a template is built from. A change builds the network anew, as one step that undo takes back; where
 * it was edited by hand since, a person is asked first.
 */
export function TemplateOptions({ template }: { template: Template }) {
  const t = useT()
  const before = useEditor((state) => state.history.document.template!.options)
  const [draft, setDraft] = useState<Draft>()
  const asked = draft?.before === before ? draft.options : undefined
  const options = asked ?? before
  const built = asked && build(template.id, asked)
  const isRefused = built !== undefined && !built.ok

  const change = (name: string, value: unknown, visit: string) => {
    const wanted = { ...options, [name]: value } as Options
    if (JSON.stringify(wanted) === JSON.stringify(before)) return setDraft(undefined)
    setDraft({ before, options: wanted })
    const { document } = useEditor.getState().history
    const built = build(template.id, wanted)
    if (built.ok && !isEdited(document)) replaceBy(built.document, `options.${visit}`)
  }
  const fields = fieldsOf(template.options)
  // A refusal that names none of the fields stands below them all.
  const refusedField = isRefused ? fields.find(({ key }) => key === built.option) : undefined

  return (
    <form className="fields" onSubmit={(event) => event.preventDefault()}>
      {fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          value={options[field.key]}
          onChange={(value, visit) => change(field.key, value, visit)}
          problems={isRefused && field === refusedField && t(built.failure.message)}
        />
      ))}
      {isRefused && (
        <div className="ask" role="status">
          {!refusedField && <p className="field-said">{t(built.failure.message)}</p>}
          <p>{t({ en: 'The network is still as it was.', zh: '网络仍保持原样。' })}</p>
          <div className="inspector-buttons">
            <Button size="small" onClick={() => setDraft(undefined)}>
              {t({ en: 'Put the options back', zh: '恢复选项' })}
            </Button>
          </div>
        </div>
      )}
      {built?.ok && (
        <div className="ask" role="status">
          <p>
            {t({
              en: 'You have changed this network by hand. Building it anew discards those changes; undo brings them back.',
              zh: '您手动修改过此网络。重新生成会丢弃这些修改；撤销即可恢复。',
            })}
          </p>
          <div className="inspector-buttons">
            <Button size="small" variant="primary" onClick={() => replaceBy(built.document)}>
              {t({ en: 'Rebuild', zh: '重新生成' })}
            </Button>
            <Button size="small" onClick={() => setDraft(undefined)}>
              {t({ en: 'Cancel', zh: '取消' })}
            </Button>
          </div>
        </div>
      )}
    </form>
  )
}

function replaceBy({ template, nodes, edges }: LoomDocument, mergeKey?: string) {
  const input = { template: template!.id, options: template!.options, nodes, edges }
  // Nothing is selected afterwards either, so that the options stay in sight.
  const done = useEditor.getState().execute('replaceNetwork', input, { mergeKey, select: [] })
  if (!done.ok) sayRefusal(done)
}
